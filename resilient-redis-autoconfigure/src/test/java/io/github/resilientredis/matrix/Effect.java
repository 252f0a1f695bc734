/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

/**
 * What a fault does to those who use Redis.
 */
enum Effect {

	/** Nothing is answered: the guard asks nothing any more. */
	AWAY,

	/** All is answered, too late: the guard asks nothing any more. */
	LATE,

	/** Reads are answered. */
	WRITES_REFUSED,

	/** Redis, or a part of it, comes and goes. */
	UNSTEADY;

	boolean isAway() {
		return this == AWAY || this == LATE;
	}

}
