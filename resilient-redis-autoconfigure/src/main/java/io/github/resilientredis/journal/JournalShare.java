/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * What part of a journal's bounded size a feature may fill.
 */
public enum JournalShare {

	/** All but the reserve. */
	ORDINARY,

	/** Everything, the reserve for logouts and revocations included. */
	RESERVED,

	/**
	 * Without limit: for features whose number of distinct records is small by nature.
	 */
	UNLIMITED

}
