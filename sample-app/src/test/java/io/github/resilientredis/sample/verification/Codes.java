/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.mail.MailServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user does with codes.
 *
 * @param client for the application
 * @param mail where they come to
 */
record Codes(SampleClient client, MailServer mail) {

	void register(String name) {
		assertThat(this.client.register(name).status()).isEqualTo(201);
	}

	Answer resend(String name) {
		return this.client.post("/api/v1/auth/resend-verification-code", """
				{"email": "%s@example.com"}""".formatted(name));
	}

	Answer verify(String name, String code) {
		return this.client.post("/api/v1/auth/verify", """
				{"email": " %s@Example.com", "code": "%s"}""".formatted(name, code));
	}

	String newest(String name, int count) {
		return this.mail.codes(name + "@example.com", count).get(count - 1);
	}

	String id(String name) {
		return this.client.login(name).json().get("id").asString();
	}

	static String another(String code) {
		return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
	}

}
