/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import org.HdrHistogram.Histogram;

/**
 * What happened in some seconds. Failed calls have a latency, too: how long their callers
 * waited for the error.
 *
 * @param latency in microseconds, from when each call was intended
 * @param errors how many have failed
 */
record Window(Histogram latency, long errors) {

	long calls() {
		return this.latency.getTotalCount();
	}

	/** In milliseconds. */
	double percentile(double percent) {
		return this.latency.getValueAtPercentile(percent) / 1e3;
	}

	double p99() {
		return percentile(99);
	}

	Window and(Window other) {
		Histogram both = this.latency.copy();
		both.add(other.latency);
		return new Window(both, this.errors + other.errors);
	}

}
