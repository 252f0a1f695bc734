/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * The calls of a client that keeps tokens.
 */
public record TokenClient(SampleClient http) {

	public Answer token(String name) {
		return token(name, "secret-" + name);
	}

	public Answer token(String name, String password) {
		return this.http.post("/api/auth/token", """
				{"username": "%s", "password": "%s"}""".formatted(name, password));
	}

	public Answer refresh(String token) {
		return this.http.post("/api/auth/refresh", """
				{"refresh_token": "%s"}""".formatted(token));
	}

	public Answer revoke(String token) {
		return this.http.post("/api/auth/revoke", """
				{"token": "%s"}""".formatted(token));
	}

	public Answer whoami(String token) {
		return this.http.get("/api/auth/whoami", "Authorization", "Bearer " + token);
	}

	public static String access(Answer pair) {
		return pair.json().get("access_token").asString();
	}

	public static String refresh(Answer pair) {
		return pair.json().get("refresh_token").asString();
	}

}
