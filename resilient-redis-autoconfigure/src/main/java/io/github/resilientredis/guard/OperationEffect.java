/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * What an operation does to Redis, as far as it matters while Redis refuses writes.
 */
public enum OperationEffect {

	/**
	 * Not said: is sent whenever Redis can be read. If it writes after all, it may be
	 * refused by the server and then ends as any operation that Redis missed.
	 */
	UNSPECIFIED,

	/** Writes: is not sent while Redis refuses writes. */
	WRITE,

	/** Only removes: is sent while Redis refuses writes for want of memory alone. */
	REMOVAL

}
