/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors over HTTP.
 */
@SampleTest
@Import(ProblemTests.Failing.class)
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

	private final SampleClient client;

	ProblemTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void aPageThatDoesNotExist() {
		assertProblem(this.client.get("/nowhere"), 404);
		assertProblem(this.client.get("/nowhere", "Accept", "text/html"), 404);
		assertProblem(this.client.get("/error"), 404);
	}

	@Test
	void anUnknownAddressOfTheApiAsksForALogin() {
		assertProblem(this.client.get("/api/nowhere"), 401);
	}

	@Test
	void aWrongMethod() {
		Answer answer = this.client.get("/api/login");
		assertProblem(answer, 405);
		assertThat(answer.header("Allow")).isEqualTo("POST");
	}

	@Test
	void aWrongContentType() {
		assertProblem(this.client.send("POST", "/api/login", "email=a&password=b", "Content-Type",
				"application/x-www-form-urlencoded"), 415);
	}

	@Test
	void malformedJson() {
		assertProblem(this.client.post("/api/login", "{\"email\": "), 400);
		assertProblem(this.client.post("/api/login", ""), 400);
		assertProblem(this.client.post("/api/login", "{\"email\": {\"a\": 1}}"), 400);
	}

	@Test
	void aRequestThatTheFirewallRefuses() {
		assertProblem(this.client.get("/api//me"), 400);
	}

	@Test
	void anUnexpectedFailureIsLoggedAndKeptToOurselves(CapturedOutput output) {
		Answer answer = this.client.get("/failing");
		assertProblem(answer, 500);
		assertThat(answer.body()).doesNotContain("inner details", "Exception");
		assertThat(output).contains("Unexpected failure", "inner details");
	}

	private static void assertProblem(Answer answer, int status) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("status").asInt()).isEqualTo(status);
		assertThat(answer.json().get("title").asString()).isNotEmpty();
	}

	/**
	 * A page with a defect.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	@RestController
	static class Failing {

		@GetMapping("/failing")
		String fail() {
			throw new IllegalStateException("inner details");
		}

	}

}
