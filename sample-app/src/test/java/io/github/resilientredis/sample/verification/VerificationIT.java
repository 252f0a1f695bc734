/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.sample.mail.MailServer;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Codes that come by mail, over HTTP and SMTP, whatever Redis does.
 */
@ExtendWith(RedisKitExtension.class)
class VerificationIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	@Test
	void codesWorkThroughAnOutageInEveryOrder(RedisServer redis) {
		try (MailServer mail = MailServer.start();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), mail.arguments())) {
			sample.await(GuardState.AVAILABLE, SOON);
			Codes codes = new Codes(sample.client(), mail);
			codes.register("before");
			String before = codes.newest("before", 1);
			Awaitility.await()
				.until(() -> redis.command("EXISTS", "verification:" + codes.id("before")), Long.valueOf(1)::equals);
			assertThat((String) redis.command("GET", "verification:" + codes.id("before"))).doesNotContain(before);
			assertThat((Long) redis.command("PTTL", "verification:" + codes.id("before"))).isBetween(1L, 900_000L);
			redis.kill();
			sample.await(GuardState.UNAVAILABLE, SOON);
			assertThat(codes.verify("before", before).status()).isEqualTo(200);
			codes.register("during");
			codes.register("after");
			assertThat(codes.verify("during", codes.newest("during", 1)).status()).isEqualTo(200);
			String after = codes.newest("after", 1);
			redis.startUp();
			sample.await(GuardState.AVAILABLE, SOON);
			assertThat(codes.verify("before", before).status()).isEqualTo(400);
			assertThat(codes.verify("after", after).status()).isEqualTo(200);
			try (RunningSample other = RunningSample.on(redis.host(), redis.port())) {
				other.await(GuardState.AVAILABLE, SOON);
				Codes there = new Codes(other.client(), mail);
				assertThat(there.verify("before", before).status()).isEqualTo(400);
				assertThat(there.verify("during", codes.newest("during", 1)).status()).isEqualTo(400);
			}
		}
	}

	@Test
	void aCodeMadeDuringAnOutageIsKnownToOtherNodesAfterIt(RedisServer redis) {
		try (MailServer mail = MailServer.start();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), mail.arguments());
				RunningSample other = RunningSample.on(redis.host(), redis.port())) {
			sample.await(GuardState.AVAILABLE, SOON);
			Codes codes = new Codes(sample.client(), mail);
			redis.kill();
			sample.await(GuardState.UNAVAILABLE, SOON);
			codes.register("ada");
			String code = codes.newest("ada", 1);
			redis.restartEmpty();
			sample.await(GuardState.AVAILABLE, SOON);
			other.await(GuardState.AVAILABLE, SOON);
			Codes there = new Codes(other.client(), mail);
			// The user is handed over a moment later.
			Awaitility.await().until(() -> other.client().login("ada").status(), (status) -> status == 200);
			assertThat(there.verify("ada", code).status()).isEqualTo(200);
			assertThat(codes.verify("ada", code).status()).isEqualTo(400);
		}
	}

}
