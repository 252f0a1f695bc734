/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RedisKitExtension.class)
@Tag("alone")
class StartTimeIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int PAIRS = 5;

	@Test
	void theStartDoesNotWaitForRedis(RedisServer redis) {
		List<Duration> up = new ArrayList<>();
		List<Duration> holed = new ArrayList<>();
		try (BlackHole hole = BlackHole.open()) {
			start(redis.host(), redis.port(), GuardState.AVAILABLE);
			start(hole.host(), hole.port(), GuardState.UNAVAILABLE);
			for (int i = 0; i < PAIRS; i++) {
				up.add(start(redis.host(), redis.port(), GuardState.AVAILABLE));
				holed.add(start(hole.host(), hole.port(), GuardState.UNAVAILABLE));
			}
		}
		figures.warn("start with Redis up {} ms, black-holed {} ms (median of {})", median(up).toMillis(),
				median(holed).toMillis(), PAIRS);
		// Only this way round: a Redis that answers gives other threads work on the same
		// processors while the application starts.
		assertThat(median(holed).minus(median(up))).isLessThan(Duration.ofMillis(300));
	}

	private static Duration start(String host, int port, GuardState expected) {
		long begin = System.nanoTime();
		try (RunningSample sample = RunningSample.on(host, port)) {
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			assertThat(sample.client().get("/api/health/").status()).isEqualTo(200);
			sample.await(expected, Duration.ofSeconds(5));
			assertThat(sample.bean(ConnectingThreads.class).names()).isNotEmpty().allMatch(ConnectingThreads::isOurs);
			return took;
		}
	}

	private static Duration median(List<Duration> durations) {
		return durations.stream().sorted().toList().get(durations.size() / 2);
	}

}
