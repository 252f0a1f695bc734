/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;

import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.BlackHole;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mail server that fails is nobody's business but the letters'.
 */
@ExtendWith(OutputCaptureExtension.class)
class MailOutageIT {

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
					"--sample.mail.retry-delay=60s", "--sample.mail.shutdown-grace=100ms")) {
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
