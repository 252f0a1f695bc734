/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.util.List;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.github.resilientredis.sample.TokenClient.access;
import static io.github.resilientredis.sample.TokenClient.refresh;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One's own events over HTTP.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class EventsTests {

	private final SampleClient http;

	private final TokenClient tokens;

	EventsTests(@LocalServerPort int port) {
		this.http = new SampleClient(port);
		this.tokens = new TokenClient(this.http);
	}

	private static List<String> types(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().findValuesAsString("type");
	}

	@Test
	void oneSeesOnesOwnEventsNewestFirst() {
		this.http.register("kai");
		this.http.register("kim");
		this.http.post("/api/login", "{\"email\": \"KAI@example.com\", \"password\": \"wrong\"}");
		this.tokens.token("Kai", "wrong");
		String ended = this.http.login("kai").cookie();
		this.http.post("/api/logout", "", "Cookie", ended);
		String session = this.http.login("kai").cookie();
		this.http.login("kim");
		Answer pair = this.tokens.token("kai");
		Answer next = this.tokens.refresh(refresh(pair));
		this.tokens.refresh(refresh(pair));
		Answer events = this.http.get("/api/auth/events", "Cookie", session);
		assertThat(types(events)).containsExactly("refresh_token_reused", "tokens_refreshed", "tokens_issued",
				"login_succeeded", "login_succeeded", "logout", "login_succeeded", "login_failed", "login_failed");
		assertThat(events.body()).doesNotContain("kim", "secret", access(next), ended.substring("SESSION=".length()));
	}

	@Test
	void aTokenShowsTheSameAsASession() {
		this.http.register("kurt");
		this.http.post("/api/login", "{\"email\": \"kurt@example.com\", \"password\": \"wrong\"}");
		String session = this.http.login("kurt").cookie();
		String token = access(this.tokens.token("kurt"));
		Answer events = this.http.get("/api/auth/events", "Authorization", "Bearer " + token);
		assertThat(types(events)).containsExactly("tokens_issued", "login_succeeded", "login_succeeded",
				"login_failed");
		assertThat(events.body()).isEqualTo(this.http.get("/api/auth/events/", "Cookie", session).body());
	}

	@Test
	void aStrangerSeesNothing() {
		assertThat(this.http.get("/api/auth/events").status()).isEqualTo(401);
		assertThat(this.http.get("/api/auth/events", "Authorization", "Bearer x").status()).isEqualTo(401);
	}

	@Test
	void noMoreThanAHundredAreSent() {
		this.http.register("klara");
		String session = this.http.login("klara").cookie();
		String token = access(this.tokens.token("klara"));
		Answer pair = this.tokens.token("klara");
		for (int i = 0; i < 110; i++) {
			pair = this.tokens.refresh(refresh(pair));
		}
		assertThat(types(this.http.get("/api/auth/events", "Cookie", session))).hasSize(100)
			.containsOnly("tokens_refreshed");
		assertThat(this.tokens.whoami(token).status()).isEqualTo(200);
	}

	@Test
	void aNameCannotForgeALineOfTheLog(CapturedOutput output) {
		this.http.post("/api/auth/token", """
				{"username": "lara\\r\\nLogin succeeded: admin", "password": "x"}""");
		this.http.post("/api/login", """
				{"username": "lara\\nLogin succeeded: admin", "password": "x"}""");
		assertThat(output).contains("Login failed: lara??Login succeeded: admin");
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("Login succeeded"));
	}

}
