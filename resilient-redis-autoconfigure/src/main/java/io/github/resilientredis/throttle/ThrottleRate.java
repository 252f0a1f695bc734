/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How much in what time: a token bucket that holds {@code burst} tokens and gets
 * {@code permits} of them, evenly spread, in each {@code period}.
 *
 * @param permits how much in each period, at least 1
 * @param period the period, from 1 ms to 366 days
 * @param burst how much at once after a quiet time, at least 1
 */
public record ThrottleRate(long permits, Duration period, long burst) {

	private static final Duration MIN_PERIOD = Duration.ofMillis(1);

	private static final Duration MAX_PERIOD = Duration.ofDays(366);

	private static final long MAX_PERMITS = 1_000_000_000;

	public ThrottleRate {
		Assert.isTrue(permits >= 1 && permits <= MAX_PERMITS, "'permits' must lie between 1 and 1000000000");
		Assert.isTrue(burst >= 1 && burst <= MAX_PERMITS, "'burst' must lie between 1 and 1000000000");
		Assert.isTrue(period.compareTo(MIN_PERIOD) >= 0 && period.compareTo(MAX_PERIOD) <= 0,
				"'period' must lie between 1 ms and 366 days");
		Assert.isTrue(permits <= period.toNanos(), "'permits' must not be more than one a nanosecond");
	}

	/**
	 * A rate that allows its permits at once.
	 * @param permits how much in each period
	 * @param period the period
	 * @return the rate
	 */
	public static ThrottleRate of(long permits, Duration period) {
		return new ThrottleRate(permits, period, permits);
	}

}
