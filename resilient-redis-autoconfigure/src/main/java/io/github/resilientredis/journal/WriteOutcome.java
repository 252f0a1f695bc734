/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * What became of a write.
 */
public enum WriteOutcome {

	/** Redis has it. */
	APPLIED,

	/** The journal has it; Redis will have it as soon as it can be written. */
	JOURNALLED,

	/** The application runs without Redis: there is nowhere to write. */
	LOCAL

}
