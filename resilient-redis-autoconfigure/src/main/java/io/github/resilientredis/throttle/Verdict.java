/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.TimeUnit;

import io.github.bucket4j.BucketState;

/**
 * What a bucket says to a cost.
 *
 * @param admitted whether it is within the limit
 * @param rate the index of the rate that allows the least
 * @param remaining how much more that rate allows now, at least 0
 * @param waitNanos if not admitted, how long until it is, if nobody asks meanwhile
 * @param moreNanos how long until {@code remaining} grows, 0 if it is as great as it can
 * be
 * @param leased how much was taken beyond the cost
 */
record Verdict(boolean admitted, int rate, long remaining, long waitNanos, long moreNanos, long leased) {

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	/** So much that no client waits for it. */
	private static final long LONGEST = TimeUnit.DAYS.toNanos(366);

	/**
	 * An answer.
	 * @param state the bucket after what was taken from it
	 * @param leased how much was taken beyond the cost, and can still be given out
	 */
	static Verdict admitted(BucketState state, long now, long leased) {
		return new Verdict(true, least(state), remaining(state), 0, untilMore(state, now), leased);
	}

	/**
	 * A refusal.
	 * @param state the bucket
	 * @param cost what it has not got
	 */
	static Verdict rejected(BucketState state, long now, long cost) {
		long wait = Math.min(LONGEST, untilThereAre(state, cost, now));
		return new Verdict(false, least(state), remaining(state), wait, Math.min(wait, untilMore(state, now)), 0);
	}

	private static long remaining(BucketState state) {
		return Math.max(0, state.getAvailableTokens());
	}

	private static long untilMore(BucketState state, long now) {
		long wait = untilThereAre(state, remaining(state) + 1, now);
		return (wait > LONGEST) ? 0 : wait;
	}

	/** Rounded up to what the clock tells: Bucket4j rounds down, to nanoseconds. */
	private static long untilThereAre(BucketState state, long tokens, long now) {
		long wait = state.calculateDelayNanosAfterWillBePossibleToConsume(tokens, now, true);
		if (wait > LONGEST) {
			return wait;
		}
		long rounded = (wait + MILLISECOND - 1) / MILLISECOND * MILLISECOND;
		BucketState then = state.copy();
		then.refillAllBandwidth(now + rounded);
		return (then.getAvailableTokens() >= tokens) ? rounded : rounded + MILLISECOND;
	}

	private static int least(BucketState state) {
		int least = 0;
		for (int i = 1; i < state.getConfiguration().getBandwidths().length; i++) {
			if (state.getCurrentSize(i) < state.getCurrentSize(least)) {
				least = i;
			}
		}
		return least;
	}

}
