/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * How closely a limit is kept.
 */
public enum ThrottlePrecision {

	/** Redis is asked for each decision that it has not already made. */
	EXACT,

	/**
	 * Far from the limit each node takes tokens from Redis in advance, a tenth of the
	 * burst for all nodes together. Up to that much more than the limit can be admitted
	 * for a while.
	 */
	LEASED

}
