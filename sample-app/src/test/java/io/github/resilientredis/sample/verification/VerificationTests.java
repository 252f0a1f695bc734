/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.mail.MailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Codes that come by mail, over HTTP and SMTP, without Redis.
 */
@SampleTest
@TestPropertySource(properties = "resilient-redis.throttle.limits.verification.rate=7/1h")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class VerificationTests {

	private static final MailServer mail = MailServer.start();

	private final Codes codes;

	VerificationTests(@LocalServerPort int port) {
		this.codes = new Codes(new SampleClient(port), mail);
	}

	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry properties) {
		properties.add("spring.mail.host", mail::host);
		properties.add("spring.mail.port", mail::port);
	}

	@AfterAll
	static void stop() {
		mail.close();
	}

	@Test
	void aCodeIsGoodOnceForItsAddress(CapturedOutput output) {
		this.codes.register("ada");
		this.codes.register("bob");
		String code = this.codes.newest("ada", 1);
		Answer unknown = this.codes.verify("nobody", code);
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.contentType()).isEqualTo("application/problem+json");
		assertThat(unknown.json().get("errors").findValuesAsString("field")).containsExactly("code");
		assertThat(this.codes.verify("ada", Codes.another(code)).body()).isEqualTo(unknown.body());
		assertThat(this.codes.verify("bob", code).body()).isEqualTo(unknown.body());
		assertThat(this.codes.verify("ada", code).status()).isEqualTo(200);
		assertThat(this.codes.verify("ada", code).body()).isEqualTo(unknown.body());
		assertThat(output).contains("E-mail address verified: ada").doesNotContain(code);
	}

	@Test
	void aNewCodeReplacesTheOneBefore() {
		this.codes.register("carol");
		String first = this.codes.newest("carol", 1);
		assertThat(this.codes.resend("carol").status()).isEqualTo(200);
		String second = this.codes.newest("carol", 2);
		assertThat(this.codes.verify("carol", first).status()).isEqualTo(first.equals(second) ? 200 : 400);
		assertThat(this.codes.verify("carol", second).status()).isEqualTo(first.equals(second) ? 400 : 200);
	}

	@Test
	void afterAFewAttemptsARightCodeIsRefusedAndAfterMoreNoneIsTried() {
		this.codes.register("dora");
		String code = this.codes.newest("dora", 1);
		for (int i = 0; i < 5; i++) {
			assertThat(this.codes.verify("dora", Codes.another(code)).status()).isEqualTo(400);
		}
		assertThat(this.codes.verify("dora", code).status()).isEqualTo(400);
		this.codes.resend("dora");
		assertThat(this.codes.verify("dora", this.codes.newest("dora", 2)).status()).isEqualTo(200);
		Answer limited = this.codes.verify("dora", code);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).matches("[1-9][0-9]*");
	}

	@Test
	void ofManyUsesAtOnceExactlyOneSucceeds() throws Exception {
		this.codes.register("eve");
		String code = this.codes.newest("eve", 1);
		int clients = 5;
		CyclicBarrier together = new CyclicBarrier(clients);
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			List<Future<Integer>> answers = IntStream.range(0, clients).mapToObj((i) -> threads.submit(() -> {
				together.await();
				return this.codes.verify("eve", code).status();
			})).toList();
			int right = 0;
			for (Future<Integer> answer : answers) {
				right += (answer.get() == 200) ? 1 : 0;
			}
			assertThat(right).isOne();
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whatIsNoCodeIsNamed() {
		Answer answer = this.codes.verify("ada", "12345x");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("errors").findValuesAsString("message")).containsExactly("must be six digits");
	}

}
