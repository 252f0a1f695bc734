/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

/**
 * How long Redis was waited for, in milliseconds; each number may be up to an eighth too
 * long.
 *
 * @param count how often
 * @param p50 half of the times no longer than this
 * @param p95 95 of 100 times no longer than this
 * @param p99 99 of 100 times no longer than this
 * @param max never longer than this
 */
public record LatencyPercentiles(long count, double p50, double p95, double p99, double max) {

	static LatencyPercentiles of(long[] sums) {
		long count = 0;
		for (long sum : sums) {
			count += sum;
		}
		return new LatencyPercentiles(count, at(sums, count, 0.5), at(sums, count, 0.95), at(sums, count, 0.99),
				at(sums, count, 1));
	}

	private static double at(long[] sums, long count, double share) {
		long rank = (long) Math.ceil(count * share);
		long seen = 0;
		for (int i = 0; i < sums.length && rank > 0; i++) {
			seen += sums[i];
			if (seen >= rank) {
				return LatencyHistogram.upperNanos(i) / 1_000_000.0;
			}
		}
		return 0;
	}

}
