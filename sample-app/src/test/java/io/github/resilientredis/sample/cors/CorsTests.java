/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CORS over HTTP, as the environment variables set it.
 */
@SampleTest
@TestPropertySource(properties = { "CORS_ALLOWED_ORIGINS=https://app.example.com,http://localhost:3000",
		"CORS_ALLOWED_ORIGIN_REGEXES=^https://pr-\\\\d{1,3}\\\\.example\\\\.org$" })
class CorsTests {

	private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	private final SampleClient client;

	CorsTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void aListedOriginMayCallWithCookies() {
		Answer answer = this.client.get("/api/cors-test/", "Origin", "http://localhost:3000");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("http://localhost:3000");
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(answer.response().headers().allValues("Vary")).contains("Origin");
		assertThat(answer.json().get("origin").asString()).isEqualTo("http://localhost:3000");
		assertThat(answer.json().get("allowed").asBoolean()).isTrue();
	}

	@Test
	void anOriginThatMatchesAnExpressionMayCall() {
		assertThat(this.client.get("/api/cors-test/", "Origin", "https://pr-42.example.org").header(ALLOW_ORIGIN))
			.isEqualTo("https://pr-42.example.org");
	}

	@Test
	void anotherOriginIsRefused() {
		Answer answer = this.client.get("/api/cors-test/", "Origin", "https://pr-42.example.org.evil.com");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
		assertThat(answer.json().get("detail").asString()).contains("CORS_ALLOWED_ORIGINS");
	}

	@Test
	void aPreflightIsAnsweredBeforeSecurity() {
		Answer answer = this.client.send("OPTIONS", "/api/me", "", "Origin", "https://app.example.com",
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("https://app.example.com");
		assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
		assertThat(answer.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("content-type");
	}

	@Test
	void aPreflightOfAnotherOriginIsRefused() {
		Answer answer = this.client.send("OPTIONS", "/api/me", "", "Origin", "https://evil.com",
				"Access-Control-Request-Method", "POST");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
	}

	@Test
	void aRefusalBySecurityCanBeReadByTheFrontEnd() {
		Answer answer = this.client.get("/api/me", "Origin", "https://app.example.com");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("https://app.example.com");
	}

	@Test
	void withoutAnOriginItIsNoCorsRequest() {
		Answer answer = this.client.get("/api/cors-test/");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
	}

	@Test
	void healthSaysThatItIsConfigured() {
		assertThat(this.client.get("/api/health/").json().at("/services/cors_headers").asString())
			.isEqualTo("as configured");
	}

}
