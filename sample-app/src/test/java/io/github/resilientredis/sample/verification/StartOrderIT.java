/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether Redis or the application is there first does not matter to the endpoint that
 * once answered 500.
 */
@ExtendWith({ RedisKitExtension.class, OutputCaptureExtension.class })
class StartOrderIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	@Test
	void whenRedisIsThereFirstThenItIsConnectedAtTheFirstAttempt(RedisServer redis, CapturedOutput output) {
		try (RunningSample sample = RunningSample.on(redis.host(), redis.port())) {
			assertThatResendIsServedThenTurnedAway(sample.client(), "first");
			sample.await(GuardState.AVAILABLE, SOON);
			Awaitility.await().until(() -> output.toString().contains("Redis connection established (attempt 1/5)"));
			assertThatResendIsServedThenTurnedAway(sample.client(), "later");
		}
	}

	@Test
	void whenRedisComesAfterTheApplicationThenItIsFound(CapturedOutput output) {
		try (RedisServer redis = RedisServer.builder().prepare();
				RunningSample sample = RunningSample.on(redis.host(), redis.port())) {
			assertThatResendIsServedThenTurnedAway(sample.client(), "before");
			assertThat(output).contains("Redis connection failed, using fallback: Connection refused");
			redis.startUp();
			sample.await(GuardState.AVAILABLE, SOON);
			Awaitility.await().until(() -> output.toString().contains("Redis recovered after "));
			assertThatResendIsServedThenTurnedAway(sample.client(), "after");
			assertThat(resend(sample.client(), "before")).isEqualTo(429);
		}
	}

	@Test
	void whenTheStartWaitsForRedisThenEachAttemptIsLogged(CapturedOutput output) {
		try (RedisServer redis = RedisServer.builder().prepare()) {
			CompletableFuture<Void> coming = CompletableFuture.runAsync(() -> {
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> output.toString().contains("Redis unavailable, retrying in 1.0s: "));
				redis.startUp();
			});
			try (RunningSample sample = RunningSample.on(redis.host(), redis.port(),
					"--resilient-redis.startup.mode=wait", "--resilient-redis.startup.attempts=30")) {
				coming.join();
				sample.await(GuardState.AVAILABLE, SOON);
				Awaitility.await()
					.until(() -> Pattern.compile("Redis connection established \\(attempt [0-9]+/30\\)")
						.matcher(output)
						.find());
				assertThatResendIsServedThenTurnedAway(sample.client(), "waited");
			}
		}
	}

	private static void assertThatResendIsServedThenTurnedAway(SampleClient client, String name) {
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			statuses.add(resend(client, name));
		}
		assertThat(statuses).as(name).contains(200, 429).containsOnly(200, 429);
	}

	private static int resend(SampleClient client, String name) {
		return client.post("/api/v1/auth/resend-verification-code", """
				{"email": "%s@example.com"}""".formatted(name)).status();
	}

}
