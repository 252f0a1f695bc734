/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import io.github.resilientredis.sample.SampleClient.Answer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * T: chats are saved and counted once, and the dashboard answers.
 */
final class TalkRow implements Row {

	@Override
	public void during(Scene scene) {
		Visitor visitor = scene.early();
		assertSaved(scene, visitor.saveChat("one", 4));
		assertSaved(scene, visitor.saveChat("two", 6));
		assertSaved(scene, visitor.saveChat("one", 5));
		JsonNode dashboard = visitor.dashboard();
		assertCounted(dashboard.get("statistics"));
		assertThat(dashboard.at("/profile/name").asString()).isEqualTo("early");
		assertThat(dashboard.at("/profile/email").asString()).isEqualTo("early@example.com");
		if (scene.state() != RedisState.BACK_EMPTY) {
			assertThat(dashboard.get("redisHealthy").asBoolean()).isEqualTo(scene.state().isWritable());
		}
		assertThat(visitor.get("/api/chat?userId=" + visitor.id()).json().get("messages")).hasSize(4);
		Answer plan = visitor.bearer("PUT", "/api/statistics/plan", """
				{"userId": "%s", "plan": "plus"}""".formatted(visitor.id()));
		assertThat(plan.status()).as(plan.body()).isEqualTo(200);
		assertThat(visitor.dashboard().at("/statistics/plan").asString()).isEqualTo("plus");
		assertRefusals(visitor);
		deletes(scene.visitor("talker").arrived());
	}

	/** Whatever Redis does, somebody new has the statistics of somebody new. */
	private static void deletes(Visitor visitor) {
		assertThat(visitor.dashboard().at("/statistics/conversations").asInt()).isZero();
		assertThat(visitor.saveChat("mistake", 1).status()).isEqualTo(200);
		assertThat(visitor.dashboard().at("/statistics/conversations").asInt()).isEqualTo(1);
		assertThat(visitor.bearer("DELETE", "/api/statistics?userId=" + visitor.id(), "").status()).isEqualTo(204);
		assertThat(visitor.dashboard().at("/statistics/conversations").asInt()).isZero();
	}

	private static void assertSaved(Scene scene, Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().get("saved").asBoolean()).isTrue();
		String outcome = answer.json().get("outcome").asString();
		if (scene.state() != RedisState.BACK_EMPTY) {
			assertThat(outcome).isEqualTo(scene.state().isWritable() ? "applied" : "journalled");
		}
		assertThat(answer.json().get("redisHealthy").asBoolean()).isEqualTo(outcome.equals("applied"));
	}

	private static void assertCounted(JsonNode statistics) {
		assertThat(statistics.get("conversations").asInt()).isEqualTo(3);
		assertThat(statistics.get("moodScore").asDouble()).isEqualTo(6.3);
		// Two around midnight.
		assertThat(statistics.get("activeDays").asInt()).isBetween(1, 2);
		assertThat(statistics.at("/recent/0/conversationId").asString()).isEqualTo("one");
	}

	private static void assertRefusals(Visitor visitor) {
		assertThat(visitor.get("/api/dashboard?userId=../" + visitor.id()).status()).isEqualTo(403);
		Answer missing = visitor.get("/api/dashboard");
		assertThat(missing.status()).isEqualTo(400);
		assertThat(missing.json().at("/errors/0/field").asString()).isEqualTo("userId");
		assertThat(visitor.asStranger("GET", "/api/dashboard?userId=" + visitor.id(), "").status()).isEqualTo(401);
	}

	@Override
	public void after(Scene scene) {
		Visitor visitor = scene.early();
		Visitor talker = scene.returning("talker");
		Awaitility.await().untilAsserted(() -> {
			assertFields(scene, visitor).contains("c:before", "c:one", "c:two")
				.filteredOn((field) -> field.startsWith("c:"))
				.hasSize(3);
			assertThat(scene.redis("ZCARD", "chat:" + visitor.id() + ":messages")).isEqualTo(4L);
			assertFields(scene, talker).containsExactly("cleared");
			assertThat(scene.redis("HGET", "user:" + visitor.id() + ":profile", "plan")).isEqualTo("plus");
			assertThat(scene.redis("EXISTS", "chat:" + talker.id() + ":messages")).isEqualTo(0L);
		});
		JsonNode dashboard = visitor.dashboard();
		assertCounted(dashboard.get("statistics"));
		assertThat(dashboard.get("redisHealthy").asBoolean()).isTrue();
		assertThat(dashboard.at("/statistics/plan").asString()).isEqualTo("plus");
		assertThat(talker.dashboard().at("/statistics/conversations").asInt()).isZero();
	}

	private static ListAssert<String> assertFields(Scene scene, Visitor visitor) {
		return assertThat(scene.redis("HKEYS", "chat:" + visitor.id()))
			.asInstanceOf(InstanceOfAssertFactories.list(String.class));
	}

}
