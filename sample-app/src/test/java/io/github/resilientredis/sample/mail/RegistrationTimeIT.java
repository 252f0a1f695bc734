/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registrations that once took two minutes.
 */
@ExtendWith(RedisKitExtension.class)
@Tag("alone")
class RegistrationTimeIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final Duration BOUND = Duration.ofMillis(1500);

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final int OUTAGES = 3;

	private static final int MOST = 12;

	/** In each outage the first ones come before Redis is known to be away. */
	@Test
	void registrationIsAnsweredInTimeWithRedisHungAndMailBlackHoled(RedisServer redis) {
		try (BlackHole mail = BlackHole.open();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), "--MAIL_HOST=" + mail.host(),
						"--MAIL_PORT=" + mail.port())) {
			sample.await(GuardState.AVAILABLE, SOON);
			assertThat(sample.client().register("warm-up").status()).isEqualTo(201);
			for (int outage = 0; outage < OUTAGES; outage++) {
				redis.hang();
				List<Long> millis = registrationsUntilRedisIsKnownToBeAway(sample, "user-" + outage + "-");
				redis.resume();
				sample.await(GuardState.AVAILABLE, SOON);
				figures.warn("registrations with Redis hung and mail black-holed, milliseconds each: {}", millis);
				assertThat(millis).hasSizeGreaterThan(1)
					.allSatisfy((took) -> assertThat(Duration.ofMillis(took)).isLessThan(BOUND));
				// Proof that the fault bites: nobody waits for a Redis that answers.
				assertThat(millis.get(0)).isGreaterThan(500);
			}
			SampleClient client = sample.client();
			assertThat(client.login("user-0-0").status()).isEqualTo(200);
		}
	}

	/** And one more, after it is known. */
	private static List<Long> registrationsUntilRedisIsKnownToBeAway(RunningSample sample, String names) {
		List<Long> millis = new ArrayList<>();
		boolean known = false;
		for (int i = 0; i < MOST && !known; i++) {
			known = sample.guard().getState() == GuardState.UNAVAILABLE;
			long begun = System.nanoTime();
			Answer answer = sample.client().register(names + i);
			millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
			assertThat(answer.status()).isEqualTo(201);
		}
		assertThat(known).as("Redis is known to be away").isTrue();
		return millis;
	}

}
