/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets whose width grows with them: {@value #STEPS} to each
 * doubling, so a percentile read from it is at most an eighth too long and never too
 * short. From 1 µs to a minute; what is shorter or longer falls into the first or last.
 * Counting is one atomic increment.
 */
final class LatencyHistogram {

	private static final int STEP_BITS = 3;

	private static final int STEPS = 1 << STEP_BITS;

	/** 2^10 ns is a microsecond, about. */
	private static final int FIRST_EXPONENT = 10;

	/** 2^36 ns is a minute, about. */
	private static final int LAST_EXPONENT = 36;

	private static final int BUCKETS = (LAST_EXPONENT - FIRST_EXPONENT) * STEPS + 1;

	private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

	void record(long nanos) {
		this.counts.incrementAndGet(bucket(nanos));
	}

	/** Add what was counted here. */
	void addTo(long[] sums) {
		for (int i = 0; i < BUCKETS; i++) {
			sums[i] += this.counts.get(i);
		}
	}

	static long[] sums() {
		return new long[BUCKETS];
	}

	private static int bucket(long nanos) {
		if (nanos < (1L << FIRST_EXPONENT)) {
			return 0;
		}
		int exponent = 63 - Long.numberOfLeadingZeros(nanos);
		if (exponent >= LAST_EXPONENT) {
			return BUCKETS - 1;
		}
		int step = (int) (nanos >>> (exponent - STEP_BITS)) & (STEPS - 1);
		return (exponent - FIRST_EXPONENT) * STEPS + step;
	}

	/**
	 * The longest duration that a bucket counts.
	 */
	static long upperNanos(int bucket) {
		int exponent = FIRST_EXPONENT + bucket / STEPS;
		return (long) (STEPS + bucket % STEPS + 1) << (exponent - STEP_BITS);
	}

}
