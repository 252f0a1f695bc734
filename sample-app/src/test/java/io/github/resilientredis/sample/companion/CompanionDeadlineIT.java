/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How far the companion goes for an answer of Redis.
 */
@ExtendWith(RedisKitExtension.class)
class CompanionDeadlineIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(500);

	/** What others of the application suffer meanwhile is not to end the connection. */
	private static final String[] PATIENT = { "--resilient-redis.circuit-breaker.minimum-number-of-calls=1000",
			"--resilient-redis.circuit-breaker.sliding-window-size=1000", "--sample.companion.deadline=30s" };

	@Test
	void anAnswerIsWaitedForAndAskedForAgainAsFarAsTheSettingsSay(RedisServer server, RedisProxy proxy) {
		try (RunningSample sample = RunningSample.on(proxy.host(), proxy.port(), PATIENT)) {
			assertThat(sample.bean(CompanionProperties.class)).isEqualTo(new CompanionProperties(LONG, 3, PAUSE));
			sample.await(GuardState.AVAILABLE, SOON);
			proxy.delay(Duration.ofMillis(900));
			assertThat(sample.bean(ChatReads.class).history("ada")).isEqualTo(ChatHistory.NOTHING);
			assertThatExceptionOfType(RedisUnavailableException.class)
				.isThrownBy(() -> reads(sample, null, 3).history("ada"));
			proxy.delay(Duration.ofSeconds(60));
			CompletableFuture<ChatHistory> stubborn = inFlight(proxy, sample.bean(ChatReads.class));
			CompletableFuture<ChatHistory> resigned = inFlight(proxy, reads(sample, LONG, 0));
			proxy.pass();
			proxy.cut();
			assertThat(stubborn.join()).isEqualTo(ChatHistory.NOTHING);
			assertThatExceptionOfType(CompletionException.class).isThrownBy(resigned::join)
				.withCauseInstanceOf(RedisUnavailableException.class);
		}
	}

	/** Its HGETALL has gone to the server, and the answer does not come. */
	private static CompletableFuture<ChatHistory> inFlight(RedisProxy proxy, ChatReads reads) {
		long sent = proxy.bytesToServer();
		CompletableFuture<ChatHistory> answer = CompletableFuture.supplyAsync(() -> reads.history("ada"));
		Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> proxy.bytesToServer() > sent);
		assertThat(answer).isNotDone();
		return answer;
	}

	private static ChatReads reads(RunningSample sample, @Nullable Duration deadline, int maxRetries) {
		return new ChatReads(sample.guard(), new CompanionProperties(deadline, maxRetries, PAUSE),
				sample.bean(JsonMapper.class));
	}

	@Test
	void aSettingThatMakesNoSenseIsNamed() {
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new CompanionProperties(Duration.ZERO, 3, PAUSE))
			.withMessage("'sample.companion.deadline' is 'PT0S'.");
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> new CompanionProperties(null, 11, PAUSE))
			.withMessageContaining("max-retries");
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new CompanionProperties(null, 3, Duration.ofHours(1)))
			.withMessageContaining("retry-delay");
	}

}
