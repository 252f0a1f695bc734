/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.util.List;

import io.github.resilientredis.sample.SampleClient.Answer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * W: registration, login, health, CORS and readable errors.
 */
final class WellnessRow implements Row {

	@Override
	public void during(Scene scene) {
		Visitor visitor = scene.visitor("wellness").arrived();
		assertThat(visitor.get("/api/me").json().get("name").asString()).isEqualTo("wellness");
		assertThat(scene.early().get("/api/me").json().get("name").asString()).isEqualTo("early");
		assertRefused(register(visitor, "wellness", "other@example.com"), 409, "username");
		assertRefused(register(visitor, "wellness-2", "a@example.com\\r\\nBcc: b@example.com"), 400, "email");
		assertRefused(register(visitor, "wéllness", "w@example.com"), 400, "username");
		Answer verified = visitor.asStranger("POST", "/api/v1/auth/verify",
				"{\"email\": \"wellness@example.com\", \"code\": \"%s\"}".formatted(scene.code(visitor)));
		assertThat(verified.status()).as(verified.body()).isEqualTo(200);
		Answer health = visitor.asStranger("GET", "/api/health/", "");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.json().get("status").asString()).isEqualTo("healthy");
		assertThat(health.json().get("services").propertyNames()).contains("database", "redis_cache", "cors_headers");
		assertThat(visitor.asStranger("GET", "/api/cors-test/", "").status()).isEqualTo(200);
		assertThat(scene.log()).contains("User registered successfully: wellness");
		if (scene.state().isAway()) {
			assertThat(scene.log()).contains("Redis connection failed, using fallback");
		}
	}

	private static Answer register(Visitor visitor, String name, String email) {
		return visitor.asStranger("POST", "/api/register/", """
				{"username": "%s", "email": "%s", "password1": "secret-abc", "password2": "secret-abc"}"""
			.formatted(name, email));
	}

	private static void assertRefused(Answer answer, int status, String field) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
	}

	@Override
	public void after(Scene scene) {
		Visitor visitor = scene.returning("wellness");
		assertThat(visitor.get("/api/me").status()).isEqualTo(200);
		visitor.logIn();
		Awaitility.await().untilAsserted(() -> {
			assertThat(scene.redis("GET", "email:wellness@example.com:userId")).isEqualTo(visitor.id());
			assertThat(scene.redis("HMGET", "user:" + visitor.id() + ":profile", "id", "email", "name"))
				.isEqualTo(List.of(visitor.id(), "wellness@example.com", "wellness"));
		});
	}

}
