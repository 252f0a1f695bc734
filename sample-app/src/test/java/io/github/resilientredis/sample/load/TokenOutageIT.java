/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.github.resilientredis.sample.TokenClient.access;
import static io.github.resilientredis.sample.TokenClient.refresh;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of two nodes while their Redis is away.
 */
@ExtendWith(RedisKitExtension.class)
class TokenOutageIT {

	private static final String KEY = "--sample.tokens.signing-key=a secret that both nodes have been given";

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void everyTokenEndpointAnswersAndWhatIsRevokedStaysSo(RedisServer redis) {
		try (RunningSample one = RunningSample.on(redis.host(), redis.port(), KEY);
				RunningSample two = RunningSample.on(redis.host(), redis.port(), KEY)) {
			await(GuardState.AVAILABLE, one, two);
			TokenClient here = new TokenClient(one.client());
			TokenClient there = new TokenClient(two.client());
			register(here.http());
			Answer before = here.token("ada");
			assertThat(there.whoami(access(before)).status()).isEqualTo(200);
			redis.kill();
			await(GuardState.UNAVAILABLE, one, two);
			assertThat(here.whoami(access(before)).status()).isEqualTo(200);
			Answer rotated = here.refresh(refresh(before));
			assertThat(rotated.status()).isEqualTo(200);
			assertThat(here.revoke(access(before)).status()).isEqualTo(200);
			assertThat(here.whoami(access(before)).status()).isEqualTo(401);
			assertThat(here.whoami(access(rotated)).status()).isEqualTo(200);
			Answer during = here.token("ada");
			assertThat(during.status()).isEqualTo(200);
			assertThat(there.whoami(access(during)).status()).isEqualTo(200);
			assertThat(here.http()
				.get("/api/auth/events", "Authorization", "Bearer " + access(during))
				.json()
				.findValuesAsString("type")).startsWith("tokens_issued");
			redis.startUp();
			await(GuardState.AVAILABLE, one, two);
			assertThat(here.whoami(access(before)).status()).isEqualTo(401);
			assertThat(there.refresh(refresh(during)).status()).isEqualTo(200);
			Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
				assertThat(there.whoami(access(before)).status()).isEqualTo(401);
				assertThat(here.refresh(refresh(during)).status()).isEqualTo(401);
			});
		}
	}

	@Test
	void aTokenUsedTwiceDuringAnOutageEndsItsFamilyOnBothNodes(RedisServer redis) {
		try (RunningSample one = RunningSample.on(redis.host(), redis.port(), KEY);
				RunningSample two = RunningSample.on(redis.host(), redis.port(), KEY)) {
			await(GuardState.AVAILABLE, one, two);
			TokenClient here = new TokenClient(one.client());
			TokenClient there = new TokenClient(two.client());
			register(here.http());
			Answer first = here.token("ada");
			redis.kill();
			await(GuardState.UNAVAILABLE, one, two);
			Answer second = here.refresh(refresh(first));
			assertThat(second.status()).isEqualTo(200);
			// Proof of the outage: the other node has not heard of it.
			assertThat(there.whoami(access(second)).status()).isEqualTo(200);
			assertThat(here.refresh(refresh(first)).status()).isEqualTo(401);
			assertThat(here.whoami(access(second)).status()).isEqualTo(401);
			redis.startUp();
			await(GuardState.AVAILABLE, one, two);
			Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
				assertThat(there.whoami(access(second)).status()).isEqualTo(401);
				assertThat(there.refresh(refresh(second)).status()).isEqualTo(401);
			});
		}
	}

	@Test
	void revocationHoldsWhileRedisHangs(RedisServer redis) {
		try (RunningSample one = RunningSample.on(redis.host(), redis.port(), KEY)) {
			await(GuardState.AVAILABLE, one);
			TokenClient client = new TokenClient(one.client());
			register(client.http());
			Answer pair = client.token("ada");
			redis.hang();
			long begun = System.nanoTime();
			assertThat(client.revoke(refresh(pair)).status()).isEqualTo(200);
			assertThat(client.whoami(access(pair)).status()).isEqualTo(401);
			assertThat(client.refresh(refresh(pair)).status()).isEqualTo(401);
			assertThat(client.token("ada").status()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
			redis.resume();
			await(GuardState.AVAILABLE, one);
			assertThat(client.whoami(access(pair)).status()).isEqualTo(401);
		}
	}

	@Test
	void whenRedisWasNeverThereThenTokensAreIssuedAndRevoked(RedisServer redis) {
		redis.kill();
		try (RunningSample one = RunningSample.on(redis.host(), redis.port(), KEY)) {
			TokenClient client = new TokenClient(one.client());
			register(client.http());
			Answer pair = client.token("ada");
			assertThat(client.whoami(access(pair)).status()).isEqualTo(200);
			Answer next = client.refresh(refresh(pair));
			assertThat(next.status()).isEqualTo(200);
			assertThat(client.revoke(refresh(next)).status()).isEqualTo(200);
			assertThat(client.whoami(access(next)).status()).isEqualTo(401);
			redis.startUp();
			await(GuardState.AVAILABLE, one);
			assertThat(client.whoami(access(next)).status()).isEqualTo(401);
			assertThat(client.refresh(refresh(next)).status()).isEqualTo(401);
		}
	}

	private static void register(SampleClient client) {
		assertThat(client.register("ada").status()).isEqualTo(201);
	}

	private static void await(GuardState state, RunningSample... samples) {
		for (RunningSample sample : samples) {
			sample.await(state, SOON);
		}
	}

}
