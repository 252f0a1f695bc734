/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that are too large, and other requests that no controller wants, over HTTP.
 */
@SampleTest
class BodyLimitTests {

	private static final String KEPT = "{\"email\": \"a@example.com\", \"password\": \"%s\"}";

	private final SampleClient client;

	private final int port;

	BodyLimitTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
		this.port = port;
	}

	@Test
	void aBodyOfTheLimitIsReadAndALargerOneIsNot() {
		int rest = BodyLimitFilter.MAX_BYTES - KEPT.formatted("").length();
		assertThat(this.client.post("/api/login", KEPT.formatted("x".repeat(rest))).status()).isIn(400, 401);
		assertTooLarge(this.client.post("/api/login", KEPT.formatted("x".repeat(rest + 1))), "/api/login");
	}

	@Test
	void aBodyOfAMegabyteIsTooLargeWhereverItIsSent() {
		String megabyte = "x".repeat(1_000_000);
		for (String path : new String[] { "/api/register/", "/api/login", "/api/chat/save", "/api/auth/token",
				"/api/nowhere" }) {
			assertTooLarge(this.client.post(path, megabyte), path);
		}
	}

	@Test
	void aBodyThatDoesNotSayHowLargeItIsIsReadUpToTheLimit() throws Exception {
		byte[] large = KEPT.formatted("x".repeat(100_000)).getBytes();
		HttpResponse<String> response = chunked(large);
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(chunked(KEPT.formatted("x").getBytes()).statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> chunked(byte[] body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/login"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	@Test
	void aFrontEndOfAnotherOriginCanReadTheRefusal() {
		Answer answer = this.client.post("/api/login", "x".repeat(100_000), "Origin", "http://localhost:" + this.port);
		assertTooLarge(answer, "/api/login");
		assertThat(answer.header("Vary")).contains("Origin");
	}

	@Test
	void whoIsSignedInIsToldWhatDoesNotExist() {
		this.client.register("reader");
		String token = TokenClient.access(new TokenClient(this.client).token("reader"));
		String cookie = "SESSION" + this.client.login("reader")
			.response()
			.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((each) -> each.startsWith("SESSION="))
			.findFirst()
			.orElseThrow()
			.substring(7)
			.replaceAll(";.*", "");
		assertProblem(this.client.get("/api/nowhere", "Cookie", cookie), 404);
		assertProblem(this.client.get("/api/measurements/batch/1/2/3", "Authorization", "Bearer " + token), 404);
		assertProblem(this.client.send("PATCH", "/api/notifications", "", "Authorization", "Bearer " + token), 405);
		assertProblem(this.client.send("POST", "/api/notifications", "title=x", "Authorization", "Bearer " + token,
				"Content-Type", "application/x-www-form-urlencoded"), 415);
		assertProblem(this.client.send("POST", "/api/notifications", "{\"title\": ", "Authorization", "Bearer " + token,
				"Content-Type", "application/json"), 400);
	}

	private static void assertTooLarge(Answer answer, String path) {
		assertProblem(answer, 413);
		assertThat(answer.json().get("instance").asString()).isEqualTo(path);
	}

	private static void assertProblem(Answer answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("title").asString()).isNotEmpty();
	}

}
