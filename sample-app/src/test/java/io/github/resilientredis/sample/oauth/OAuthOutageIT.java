/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.sample.oauth.OAuthBrowser.Return;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins with a provider while Redis fails.
 */
@ExtendWith(RedisKitExtension.class)
class OAuthOutageIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	@Test
	void aLoginGoesOnWhenRedisFailsBetweenLeavingAndReturning(RedisServer redis) {
		try (MockProviders providers = MockProviders.start();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), providers.arguments())) {
			sample.await(GuardState.AVAILABLE, SOON);
			OAuthBrowser browser = new OAuthBrowser(sample.client(), providers);
			providers.nextGoogleUserIs("ada@example.com", true);
			Answer before = browser.signIn("google");
			JsonNode ada = browser.me(before).get().json();
			assertThat(redis.command("EXISTS", "email:ada@example.com:userId")).isEqualTo(1L);
			Return coming = browser.leave("google");
			redis.kill();
			sample.await(GuardState.UNAVAILABLE, SOON);
			providers.nextGoogleUserIs("ada@example.com", true);
			Answer during = browser.comeBack(coming);
			assertThat(during.status()).isEqualTo(302);
			assertThat(browser.me(during).get().json()).isEqualTo(ada);
			assertThat(browser.me(before).get().json()).isEqualTo(ada);
			providers.nextGoogleUserIs("bob@example.com", true);
			JsonNode bob = browser.me(browser.signIn("google")).get().json();
			assertThat(bob.get("name").asString()).isEqualTo("bob");
			redis.startUp();
			sample.await(GuardState.AVAILABLE, SOON);
			assertThat(browser.me(during).get().json()).isEqualTo(ada);
			Awaitility.await()
				.untilAsserted(() -> assertThat(redis.command("EXISTS", "email:bob@example.com:userId")).isEqualTo(1L));
			assertThat(redis.command("EXISTS", "user:" + bob.get("id").asString() + ":verified")).isEqualTo(1L);
			providers.nextGoogleUserIs("bob@example.com", true);
			assertThat(browser.me(browser.signIn("google")).get().json()).isEqualTo(bob);
		}
	}

}
