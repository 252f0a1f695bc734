/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

/**
 * Who decides, or only asks Redis, in {@link ThrottleRatios}.
 */
interface ThrottleSide extends AutoCloseable {

	/**
	 * Make one decision.
	 * @param index which key, of as many as there are
	 * @throws IllegalStateException if it is not what it has to be
	 */
	void decide(int index);

	@Override
	default void close() {
	}

}
