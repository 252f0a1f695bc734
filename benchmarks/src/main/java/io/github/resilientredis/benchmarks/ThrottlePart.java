/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.resilientredis.throttle.ThrottleFallback;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleOutcome;
import io.github.resilientredis.throttle.ThrottlePrecision;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.ThrottleSource;

/**
 * A situation in which {@link ThrottleRatios} compares sides.
 *
 * @param name by which it is chosen
 * @param limit the limit that is asked
 * @param keys for how many keys in turn
 * @param threads by how many threads, one number after the other
 * @param target how many times the GETs of as many threads are aimed at
 * @param outcome what everybody has to decide
 * @param sources what may decide it
 * @param away whether our node is cut off from Redis
 */
record ThrottlePart(String name, ThrottleLimit limit, int keys, List<Integer> threads, double target,
		ThrottleOutcome outcome, Set<ThrottleSource> sources, boolean away) {

	private static final int MANY = 10_000;

	/** Never used up here. */
	private static final ThrottleRate PLENTY = ThrottleRate.of(1_000_000_000, Duration.ofDays(1));

	/** Refilled faster than it can be used up, but a tenth of it does not last long. */
	private static final ThrottleRate FAST = new ThrottleRate(100_000_000, Duration.ofSeconds(1), 10_000);

	private static final ThrottleRate ONCE = ThrottleRate.of(1, Duration.ofDays(1));

	static List<ThrottlePart> all() {
		return List.of(
				admitted("distinct", exact(PLENTY), MANY, List.of(1, 2, 16), 0.6, Set.of(ThrottleSource.REDIS), false),
				admitted("hot", exact(PLENTY), 1, List.of(16), 1, Set.of(ThrottleSource.REDIS), false),
				admitted("leased", limit(FAST, ThrottlePrecision.LEASED), 1, List.of(2), 10,
						Set.of(ThrottleSource.REDIS, ThrottleSource.LEASE), false),
				new ThrottlePart("denied", exact(ONCE), 1, List.of(1, 16), 50, ThrottleOutcome.REJECTED,
						Set.of(ThrottleSource.MEMORY), false),
				admitted("local", exact(PLENTY), 1, List.of(1, 16), 50, Set.of(ThrottleSource.LOCAL), true),
				admitted("local-many", exact(PLENTY), MANY, List.of(1, 16), 50, Set.of(ThrottleSource.LOCAL), true));
	}

	private static ThrottlePart admitted(String name, ThrottleLimit limit, int keys, List<Integer> threads,
			double target, Set<ThrottleSource> sources, boolean away) {
		return new ThrottlePart(name, limit, keys, threads, target, ThrottleOutcome.ADMITTED, sources, away);
	}

	private static ThrottleLimit exact(ThrottleRate rate) {
		return limit(rate, ThrottlePrecision.EXACT);
	}

	private static ThrottleLimit limit(ThrottleRate rate, ThrottlePrecision precision) {
		return new ThrottleLimit("login", List.of(rate), 1, ThrottleFallback.LOCAL, precision, false);
	}

	/** Whether our node is to decide without sending anything. */
	boolean silent() {
		return !this.sources.contains(ThrottleSource.REDIS);
	}

	boolean admits() {
		return this.outcome == ThrottleOutcome.ADMITTED;
	}

}
