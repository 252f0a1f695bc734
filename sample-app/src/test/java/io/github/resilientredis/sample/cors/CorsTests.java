/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.util.List;

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
	void aPreflightAllowsTheTokenAgainstForgeryAndCookies() {
		for (String origin : List.of("https://app.example.com", "https://pr-42.example.org")) {
			Answer answer = this.client.send("OPTIONS", "/api/logout", "", "Origin", origin,
					"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
					"content-type, x-xsrf-token");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(origin);
			assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
			assertThat(answer.header("Access-Control-Allow-Headers"))
				.isEqualToIgnoringCase("content-type, x-xsrf-token");
			assertThat(answer.header("Set-Cookie")).isEmpty();
		}
	}

	@Test
	void aFrontEndMayReadLimitsAndTheToken() {
		Answer answer = this.client.post("/api/login", "{\"email\": \"a@b.c\", \"password\": \"x\"}", "Origin",
				"https://app.example.com");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("RateLimit")).isNotEmpty();
		assertThat(answer.header("Access-Control-Expose-Headers").split(", ")).contains("Retry-After", "RateLimit",
				"RateLimit-Policy", "X-XSRF-TOKEN");
	}

	@Test
	void aFrontEndOnAnotherOriginLogsInAndOut() {
		String[] origin = { "Origin", "https://app.example.com" };
		this.client.register("cora");
		Answer login = this.client.login("cora", origin);
		String token = login.header("X-XSRF-TOKEN");
		assertThat(login.cookie("XSRF-TOKEN")).isEqualTo("XSRF-TOKEN=" + token);
		assertThat(this.client
			.send("POST", "/api/logout", "", "Cookie", login.cookie() + "; XSRF-TOKEN=" + token, "X-XSRF-TOKEN", token,
					origin[0], origin[1])
			.status()).isEqualTo(204);
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
