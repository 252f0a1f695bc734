/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mail server that fails is nobody's business but the letters'.
 */
@ExtendWith({ RedisKitExtension.class, OutputCaptureExtension.class })
class MailOutageIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final Duration BOUND = Duration.ofMillis(1500);

	private static final int REGISTRATIONS = 8;

	/** The acceptance of the registration: neither of the two is known to be away yet. */
	@Test
	void registrationIsAnsweredInTimeWithRedisHungAndMailBlackHoled(RedisServer redis) {
		try (BlackHole mail = BlackHole.open();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), "--MAIL_HOST=" + mail.host(),
						"--MAIL_PORT=" + mail.port())) {
			sample.await(GuardState.AVAILABLE, Duration.ofSeconds(5));
			SampleClient client = sample.client();
			assertThat(client.register("warm-up").status()).isEqualTo(201);
			redis.hang();
			StringBuilder times = new StringBuilder();
			Duration slowest = Duration.ZERO;
			for (int i = 0; i < REGISTRATIONS; i++) {
				long begun = System.nanoTime();
				Answer answer = client.register("user-" + i);
				Duration took = Duration.ofNanos(System.nanoTime() - begun);
				assertThat(answer.status()).isEqualTo(201);
				times.append(' ').append(took.toMillis());
				slowest = (took.compareTo(slowest) > 0) ? took : slowest;
			}
			figures.warn("registrations with Redis hung and mail black-holed, milliseconds each:{}", times);
			assertThat(slowest).isLessThan(BOUND);
			assertThat(sample.guard().getState()).as("the fault was noticed").isEqualTo(GuardState.UNAVAILABLE);
			redis.resume();
		}
	}

	@Test
	void aServerThatFailsFirstGetsTheLetterLater(CapturedOutput output) {
		try (MailServer mail = MailServer.prepare();
				RunningSample sample = RunningSample.on("127.0.0.1", 1,
						mail.arguments("--sample.redis=none", "--sample.mail.retries=10"))) {
			assertThat(sample.client().register("ada").status()).isEqualTo(201);
			Awaitility.await().until(() -> output.toString().contains("The mail server fails"));
			mail.startUp();
			assertThat(mail.codes("ada@example.com", 1)).hasSize(1);
			Awaitility.await().until(() -> count(sample, "sent") == 1);
			assertThat(output).contains("The mail server works again")
				.doesNotContain(mail.codes("ada@example.com").get(0));
		}
	}

	@Test
	void aLetterThatIsNeverTakenIsGivenUp() {
		try (MailServer mail = MailServer.prepare();
				RunningSample sample = RunningSample.on("127.0.0.1", 1,
						mail.arguments("--sample.redis=none", "--sample.mail.retries=1"))) {
			assertThat(sample.client().register("ada").status()).isEqualTo(201);
			Awaitility.await().until(() -> count(sample, "failed") == 1);
		}
	}

	@Test
	void lettersBeyondTheQueueAreDroppedAndCountedAndTheEndIsNotHeldUp(CapturedOutput output) {
		long closing;
		try (BlackHole hole = BlackHole.open()) {
			try (RunningSample sample = RunningSample.on("127.0.0.1", 1, "--sample.redis=none",
					"--MAIL_HOST=" + hole.host(), "--MAIL_PORT=" + hole.port(), "--sample.mail.max-waiting=1",
					"--sample.mail.shutdown-grace=100ms")) {
				for (int i = 0; i < 7; i++) {
					assertThat(sample.client().register("user-" + i).status()).isEqualTo(201);
				}
				assertThat(count(sample, "dropped")).isEqualTo(4);
				assertThat(output.toString().split("more are dropped", -1)).hasSize(2);
				assertThat(sample.client().get("/actuator/health").status()).isEqualTo(200);
				closing = System.nanoTime();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(3));
			assertThat(output).contains("3 letters are not sent any more");
		}
	}

	private static double count(RunningSample sample, String outcome) {
		return sample.bean(MeterRegistry.class).counter("sample.mail", "outcome", outcome).count();
	}

}
