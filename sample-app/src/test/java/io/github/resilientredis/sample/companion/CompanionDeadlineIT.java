/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.TokenClient;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How far the companion goes for an answer of Redis.
 */
@ExtendWith(RedisKitExtension.class)
class CompanionDeadlineIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	/** What others of the application suffer meanwhile is not to end the connection. */
	private static final String PATIENT = "--resilient-redis.circuit-breaker.minimum-number-of-calls=1000";

	private static final String WINDOW = "--resilient-redis.circuit-breaker.sliding-window-size=1000";

	@Test
	void withADeadlineASlowAnswerOfRedisIsWaitedForAndOtherwiseNot(RedisServer server) {
		try (RedisProxy proxy = RedisProxy.to(server);
				RunningSample patient = RunningSample.on(proxy.host(), proxy.port(), PATIENT, WINDOW,
						"--sample.companion.deadline=30s");
				RunningSample hasty = RunningSample.on(proxy.host(), proxy.port(), PATIENT, WINDOW)) {
			Author of = Author.in(patient, "patient");
			Author ofHasty = Author.in(hasty, "hasty");
			proxy.delay(Duration.ofMillis(900));
			assertThat(of.dashboard().get("redisHealthy").asBoolean()).isTrue();
			assertThat(ofHasty.dashboard().get("redisHealthy").asBoolean()).isFalse();
			proxy.pass();
		}
	}

	@Test
	void withRetriesAnAnswerThatIsLostIsAskedForAgainAndOtherwiseNot(RedisServer server) {
		try (RedisProxy proxy = RedisProxy.to(server);
				RunningSample stubborn = RunningSample.on(proxy.host(), proxy.port(), PATIENT, WINDOW,
						"--sample.companion.deadline=30s");
				RunningSample resigned = RunningSample.on(proxy.host(), proxy.port(), PATIENT, WINDOW,
						"--sample.companion.deadline=30s", "--sample.companion.max-retries=0")) {
			Author of = Author.in(stubborn, "stubborn");
			Author ofResigned = Author.in(resigned, "resigned");
			proxy.delay(Duration.ofSeconds(20));
			long sent = proxy.bytesToServer();
			CompletableFuture<JsonNode> asked = CompletableFuture.supplyAsync(of::dashboard);
			CompletableFuture<JsonNode> askedOnce = CompletableFuture.supplyAsync(ofResigned::dashboard);
			// Their HGETALLs are longer than whatever else is sent meanwhile.
			Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> proxy.bytesToServer() > sent);
			assertThat(asked).isNotDone();
			assertThat(askedOnce).isNotDone();
			proxy.pass();
			proxy.drop();
			assertThat(asked.join().get("redisHealthy").asBoolean()).isTrue();
			assertThat(askedOnce.join().get("redisHealthy").asBoolean()).isFalse();
		}
	}

	@Test
	void aSettingThatMakesNoSenseIsNamed() {
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new CompanionProperties(Duration.ZERO, 3, Duration.ofMillis(500)))
			.withMessage("'sample.companion.deadline' is 'PT0S'.");
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new CompanionProperties(null, 11, Duration.ofMillis(500)))
			.withMessageContaining("max-retries");
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new CompanionProperties(null, 3, Duration.ofHours(1)))
			.withMessageContaining("retry-delay");
	}

	/** A user with an access token, which needs nothing of Redis. */
	private record Author(SampleClient client, String id, String token) {

		static Author in(RunningSample sample, String name) {
			sample.await(GuardState.AVAILABLE, SOON);
			SampleClient client = sample.client();
			String id = client.register(name).json().get("id").asString();
			return new Author(client, id, TokenClient.access(new TokenClient(client).token(name)));
		}

		JsonNode dashboard() {
			return this.client.get("/api/dashboard?userId=" + this.id, "Authorization", "Bearer " + this.token).json();
		}

	}

}
