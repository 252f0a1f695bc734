/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passwords cannot be tried more often by asking for tokens.
 */
@SampleTest
@TestPropertySource(properties = "resilient-redis.throttle.limits.login.rate=3/1h")
class TokenLimitTests {

	private final SampleClient http;

	TokenLimitTests(@LocalServerPort int port) {
		this.http = new SampleClient(port);
	}

	@Test
	void attemptsForASessionAndForATokenCountTogether() {
		TokenClient client = new TokenClient(this.http);
		this.http.register("lena");
		assertThat(client.token("lena", "wrong").status()).isEqualTo(401);
		assertThat(this.http.post("/api/login", """
				{"username": "LENA", "password": "wrong"}""").status()).isEqualTo(401);
		assertThat(client.token("lena").status()).isEqualTo(200);
		Answer limited = client.token("lena");
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.contentType()).isEqualTo("application/problem+json");
		assertThat(limited.header("Retry-After")).isNotEmpty();
		assertThat(this.http.post("/api/login", """
				{"username": "lena", "password": "secret-lena"}""").status()).isEqualTo(429);
	}

}
