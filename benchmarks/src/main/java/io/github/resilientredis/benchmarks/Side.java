/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

/**
 * What is compared in {@link ThrottleRatios} and {@link SessionRatios}: it does one thing
 * over and over.
 */
interface Side extends AutoCloseable {

	/**
	 * Do it once.
	 * @param index which key, of as many as there are
	 * @throws IllegalStateException if it is not what it has to be
	 */
	void perform(int index);

	/** Returns when nothing of what it did is under way. */
	default void settle() {
	}

	@Override
	default void close() {
	}

}
