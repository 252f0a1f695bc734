/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * J: tokens, what is revoked, rates and notifications.
 */
final class IssuerRow implements Row {

	@Override
	public void during(Scene scene) {
		Visitor visitor = scene.visitor("issuer").arrived();
		assertThat(visitor.whoami(visitor.access()).json().get("username").asString()).isEqualTo("issuer");
		tellsAndRates(scene, visitor);
		String used = visitor.refreshToken();
		Answer next = visitor.refresh(used);
		assertThat(next.status()).as(next.body()).isEqualTo(200);
		assertThat(visitor.whoami(TokenClient.access(next)).status()).isEqualTo(200);
		assertThat(visitor.revoke(visitor.access()).status()).isEqualTo(200);
		assertThat(visitor.post("/api/logout", "").status()).isEqualTo(204);
		assertDead(visitor);
		assertThat(visitor.refresh(used).status()).isEqualTo(401);
	}

	private static void tellsAndRates(Scene scene, Visitor visitor) {
		Answer told = visitor.bearer("POST", "/api/notifications", "{\"title\": \"Dinner\"}");
		assertThat(told.status()).as(told.body()).isEqualTo(200);
		assertThat(told.json().get("delivered").asBoolean()).isTrue();
		if (scene.state() != RedisState.BACK_EMPTY) {
			assertThat(told.json().get("stored").asBoolean()).isEqualTo(scene.state().isWritable());
			assertThat(told.json().get("storedLater").asBoolean()).isEqualTo(!scene.state().isWritable());
		}
		assertThat(visitor.get("/api/notifications").json().at("/0/title").asString()).isEqualTo("Dinner");
		assertThat(visitor.get("/api/auth/events").json().findValuesAsString("type")).contains("login_succeeded",
				"tokens_issued");
		Answer rates = visitor.asStranger("GET", "/api/rates?base=EUR", "");
		assertThat(rates.json().at("/rates/USD").asDouble()).isPositive();
		Answer health = visitor.asStranger("GET", "/actuator/health", "");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.json().at("/components/redis/details/state").asString()).isNotEmpty();
	}

	private static void assertDead(Visitor visitor) {
		assertThat(visitor.whoami(visitor.access()).status()).isEqualTo(401);
		assertThat(visitor.get("/api/me").status()).isEqualTo(401);
	}

	@Override
	public void after(Scene scene) {
		Visitor visitor = scene.returning("issuer");
		assertDead(visitor);
		assertThat(visitor.refresh(visitor.refreshToken()).status()).isEqualTo(401);
		Awaitility.await()
			.untilAsserted(() -> assertThat(scene.redis("ZCARD", "notifications:" + visitor.id())).isEqualTo(1L));
		assertDead(visitor);
		visitor.logIn();
		assertThat(visitor.get("/api/notifications").json()).hasSize(1);
	}

}
