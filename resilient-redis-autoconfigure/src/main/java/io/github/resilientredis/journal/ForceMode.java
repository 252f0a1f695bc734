/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * When records are forced from the operating system's memory to the disk. Records of
 * features that ask for it are always forced before the caller is answered.
 */
public enum ForceMode {

	/** Each record, before the caller is answered. */
	ALWAYS,

	/** Many records together, with a bounded delay after the caller is answered. */
	GROUPED,

	/**
	 * When the operating system sees fit: the end of the process loses at most what was
	 * accepted in the bounded delay before it, the end of the machine more.
	 */
	NEVER

}
