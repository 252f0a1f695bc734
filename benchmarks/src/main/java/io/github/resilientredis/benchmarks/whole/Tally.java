/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import org.HdrHistogram.Histogram;

/**
 * Counts calls. Only the thread of the client writes; who reads has waited for the last
 * call before.
 */
final class Tally {

	private static final int DIGITS = 3;

	private final Histogram latency = new Histogram(DIGITS);

	private long errors;

	void add(long nanos, boolean good) {
		this.latency.recordValue(Math.max(0, nanos / 1000));
		if (!good) {
			this.errors++;
		}
	}

	Window window() {
		return new Window(this.latency.copy(), this.errors);
	}

}
