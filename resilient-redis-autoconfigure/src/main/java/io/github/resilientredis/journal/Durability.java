/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * Where a record is, and so what it survives.
 */
public enum Durability {

	/** In this process: survives an outage of Redis. */
	MEMORY,

	/** On its way to the file: survives the end of the process after a bounded delay. */
	FILE,

	/** On the disk: survives {@code kill -9} from now on. */
	FORCED

}
