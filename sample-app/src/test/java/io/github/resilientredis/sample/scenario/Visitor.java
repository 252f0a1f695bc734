/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user of the packaged application, who measures each call. For one thread.
 */
final class Visitor {

	/** What the scenarios promise; the figures say what it was. */
	private static final Duration PROMISED = Duration.ofSeconds(5);

	/** Of an application that has just started, on a busy machine. */
	private static final Duration LONG = Duration.ofSeconds(20);

	private final SampleClient http;

	private final String name;

	private String id = "";

	private String session = "";

	private String access = "";

	private String refresh = "";

	private Duration patience = LONG;

	private int calls;

	private Duration slowest = Duration.ZERO;

	Visitor(int port, String name) {
		this.http = new SampleClient(port);
		this.name = name;
	}

	/**
	 * From now on no call takes longer than is promised.
	 * @return this
	 */
	Visitor impatient() {
		this.patience = PROMISED;
		this.slowest = Duration.ZERO;
		return this;
	}

	/** Registers, begins a session and gets tokens. */
	Visitor arrived() {
		Answer registered = timed(() -> this.http.register(this.name));
		assertThat(registered.status()).as(registered.body()).isEqualTo(201);
		this.id = registered.json().get("id").asString();
		logIn();
		takeTokens();
		return this;
	}

	void logIn() {
		Answer login = timed(() -> this.http.login(this.name));
		assertThat(login.status()).as(login.body()).isEqualTo(200);
		assertThat(login.json().get("id").asString()).isEqualTo(this.id);
		this.session = login.response()
			.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith("SESSION="))
			.findFirst()
			.orElseThrow()
			.replaceAll(";.*", "");
	}

	void takeTokens() {
		Answer tokens = timed(() -> new TokenClient(this.http).token(this.name));
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		this.access = TokenClient.access(tokens);
		this.refresh = TokenClient.refresh(tokens);
	}

	Answer refresh(String token) {
		return timed(() -> new TokenClient(this.http).refresh(token));
	}

	Answer revoke(String token) {
		return timed(() -> new TokenClient(this.http).revoke(token));
	}

	Answer whoami(String token) {
		return timed(() -> new TokenClient(this.http).whoami(token));
	}

	/** Without a session or a token. */
	Answer asStranger(String method, String path, String body) {
		return timed(() -> this.http.send(method, path, body, "Content-Type", "application/json"));
	}

	/** With the session. */
	Answer get(String path) {
		return timed(() -> this.http.get(path, "Cookie", this.session));
	}

	/** With the session, and its token against request forgery. */
	Answer post(String path, String body) {
		return timed(() -> this.http.post(path, body, "Cookie", this.session));
	}

	/** With the access token. */
	Answer bearer(String method, String path, String body) {
		return timed(() -> this.http.send(method, path, body, "Content-Type", "application/json", "Authorization",
				"Bearer " + this.access));
	}

	Answer saveChat(String conversation, int mood) {
		return post("/api/chat/save", """
				{"userId": "%s", "conversationId": "%s", "message": "Hello from %s", "mood": %d}""".formatted(this.id,
				conversation, conversation, mood));
	}

	JsonNode dashboard() {
		Answer answer = get("/api/dashboard?userId=" + this.id);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.json();
	}

	String redisState() {
		return asStranger("GET", "/api/health/", "").json().at("/services/redis_cache").asString();
	}

	private Answer timed(Supplier<Answer> call) {
		long begun = System.nanoTime();
		Answer answer = call.get();
		Duration took = Duration.ofNanos(System.nanoTime() - begun);
		this.calls++;
		this.slowest = (took.compareTo(this.slowest) > 0) ? took : this.slowest;
		assertThat(took).as(answer.response().uri().getPath()).isLessThan(this.patience);
		return answer;
	}

	String name() {
		return this.name;
	}

	String id() {
		return this.id;
	}

	String access() {
		return this.access;
	}

	String refreshToken() {
		return this.refresh;
	}

	int calls() {
		return this.calls;
	}

	Duration slowest() {
		return this.slowest;
	}

}
