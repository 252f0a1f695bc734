/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.Arrays;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RedisKitExtension.class)
@Tag("alone")
class HealthInEveryStateIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final String FIGURES = "--logging.level.figures=info";

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void healthAnswersFromMemoryWhateverRedisDoes(RedisServer redis) {
		try (RunningSample sample = RunningSample.on(redis.host(), redis.port(), FIGURES)) {
			sample.await(GuardState.AVAILABLE, SOON);
			assertThatHealthSays(sample, "AVAILABLE", "redis");
			redis.kill();
			sample.await(GuardState.UNAVAILABLE, SOON);
			assertThatHealthSays(sample, "UNAVAILABLE", "fallback");
			redis.startUp();
			sample.await(GuardState.AVAILABLE, SOON);
			redis.hang();
			assertThatHealthSays(sample, "AVAILABLE", "redis");
			for (int i = 0; i < 12 && sample.guard().getState() == GuardState.AVAILABLE; i++) {
				assertThat(sample.client().login("nobody-" + i).status()).isEqualTo(401);
			}
			sample.await(GuardState.UNAVAILABLE, SOON);
			assertThatHealthSays(sample, "UNAVAILABLE", "fallback");
			redis.resume();
			sample.await(GuardState.AVAILABLE, SOON);
			sample.guard().forceOpen();
			assertThatHealthSays(sample, "FORCED_OPEN", "fallback");
		}
	}

	@Test
	void healthAnswersWhileConnecting() {
		try (BlackHole hole = BlackHole.open();
				RunningSample sample = RunningSample.on(hole.host(), hole.port(), FIGURES,
						"--resilient-redis.connect-timeout=60s")) {
			Answer answer = sample.client().get("/actuator/health");
			assertThat(answer.json().at("/components/redis/status").asString()).isEqualTo("UP");
			assertThat(answer.json().at("/components/redis/details/state").asString()).isEqualTo("CONNECTING");
			assertThat(answer.json().at("/components/readinessState/status").asString()).isEqualTo("OUT_OF_SERVICE");
			assertThatHealthIsQuick(sample, "CONNECTING");
			assertThat(sample.client().get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(sample.client().get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void readinessComesWithTheEndOfTheFirstAttempt() {
		try (BlackHole hole = BlackHole.open(); RunningSample sample = RunningSample.on(hole.host(), hole.port())) {
			sample.await(GuardState.UNAVAILABLE, SOON);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(sample.client().get("/actuator/health/readiness").status()).isEqualTo(200));
		}
	}

	@Test
	void healthAnswersWithoutRedis() {
		try (RunningSample sample = RunningSample.on("127.0.0.1", 1, FIGURES, "--sample.redis=none")) {
			assertThatHealthSays(sample, "LOCAL_ONLY", "fallback");
		}
	}

	private static void assertThatHealthSays(RunningSample sample, String state, String reads) {
		Answer answer = sample.client().get("/actuator/health");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("status").asString()).isEqualTo("UP");
		assertThat(answer.json().at("/components/redis/status").asString()).isEqualTo("UP");
		assertThat(answer.json().at("/components/redis/details/state").asString()).isEqualTo(state);
		assertThat(answer.json().at("/components/redis/details/reads").asString()).isEqualTo(reads);
		assertThatHealthIsQuick(sample, state);
	}

	private static void assertThatHealthIsQuick(RunningSample sample, String state) {
		Duration p99 = p99(sample.bean(HealthEndpoint.class));
		figures.info("health in {}: p99 {} µs", state, p99.toNanos() / 1000);
		assertThat(p99).isLessThan(Duration.ofMillis(5));
	}

	private static Duration p99(HealthEndpoint endpoint) {
		long[] nanos = new long[2000];
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < nanos.length; i++) {
				long start = System.nanoTime();
				endpoint.health();
				nanos[i] = System.nanoTime() - start;
			}
		}
		Arrays.sort(nanos);
		return Duration.ofNanos(nanos[nanos.length * 99 / 100]);
	}

}
