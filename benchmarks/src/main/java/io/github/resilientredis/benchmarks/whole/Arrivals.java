/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.concurrent.TimeUnit;

/**
 * When requests are due: at a constant rate, whether or not those before have been
 * answered.
 *
 * @param start the moment of the first one, by {@link System#nanoTime()}
 * @param rate requests a second
 */
record Arrivals(long start, int rate) {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	Arrivals {
		if (rate < 1) {
			throw new IllegalArgumentException("A rate is 1 a second at least: " + rate);
		}
	}

	/** When a request is due; without an error that adds up. */
	long due(long index) {
		return this.start + index / this.rate * SECOND + index % this.rate * SECOND / this.rate;
	}

	/** The second to which a moment belongs, the first being 0. */
	int second(long moment) {
		return (int) Math.floorDiv(moment - this.start, SECOND);
	}

	/** When a second begins. */
	long begin(int second) {
		return this.start + second * SECOND;
	}

}
