/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dashboard, statistics and chats over HTTP, without Redis.
 */
@SampleTest
class CompanionTests {

	private final SampleClient client;

	private String id = "";

	private String token = "";

	CompanionTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@BeforeEach
	void register(TestInfo test) {
		String name = "u" + Integer.toHexString(test.getDisplayName().hashCode());
		Answer registered = this.client.register(name);
		this.id = registered.json().get("id").asString();
		this.token = TokenClient.access(new TokenClient(this.client).token(name));
	}

	@Test
	void somebodyNewHasTheDefaultStatistics() {
		Answer dashboard = send("GET", "/api/dashboard?userId=" + this.id, "");
		assertThat(dashboard.status()).isEqualTo(200);
		assertThat(dashboard.json().get("redisHealthy").asBoolean()).isFalse();
		assertThat(dashboard.json().get("statistics").toString())
			.isEqualTo("{\"conversations\":0,\"activeDays\":0,\"moodScore\":null,\"recent\":[],\"plan\":\"free\"}");
	}

	@Test
	void withoutRedisWhatIsSavedIsSeen() {
		Answer saved = save("a", "Hello\\nyou \uD83D\uDE00 <b>&\\u202e", "7");
		assertThat(saved.body()).isEqualTo("{\"saved\":true,\"outcome\":\"local\",\"redisHealthy\":false}");
		Answer messages = send("GET", "/api/chat?userId=" + this.id + "&conversationId=a", "");
		assertThat(messages.json().at("/messages/0/message").asString())
			.isEqualTo("Hello\nyou \uD83D\uDE00 <b>&\u202e");
		assertThat(send("GET", "/api/chat?userId=" + this.id + "&conversationId=b", "").json().get("messages"))
			.isEmpty();
		Answer statistics = send("GET", "/api/statistics/?userId=" + this.id, "");
		assertThat(statistics.json().get("conversations").asInt()).isEqualTo(1);
		assertThat(send("DELETE", "/api/statistics?userId=" + this.id, "").status()).isEqualTo(204);
		assertThat(send("DELETE", "/api/statistics?userId=" + this.id, "").status()).isEqualTo(204);
		assertThat(send("GET", "/api/statistics?userId=" + this.id, "").json().get("conversations").asInt()).isZero();
	}

	@Test
	void aChangeOfPlanIsSeenAndTold() {
		Answer changed = send("PUT", "/api/statistics/plan",
				"{\"userId\": \"%s\", \"plan\": \"premium\"}".formatted(this.id));
		assertThat(changed.json().get("plan").asString()).isEqualTo("premium");
		assertThat(send("GET", "/api/dashboard?userId=" + this.id, "").json().at("/statistics/plan").asString())
			.isEqualTo("premium");
		assertThat(send("GET", "/api/notifications", "").json().at("/0/title").asString())
			.isEqualTo("Your plan is now premium");
		assertInvalid(
				send("PUT", "/api/statistics/plan", "{\"userId\": \"%s\", \"plan\": \"PREMIUM\"}".formatted(this.id)),
				"plan");
		assertInvalid(send("PUT", "/api/statistics/plan", "{}"), "plan", "userId");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/dashboard", "GET, /api/statistics", "DELETE, /api/statistics", "GET, /api/chat",
			"GET, /api/dashboard?userId=", "GET, /api/dashboard?userId=%20" })
	void withoutAUserTheFieldIsNamed(String method, String path) {
		assertInvalid(send(method, path, ""), "userId");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "../{id}", "{id}%00", "{id}/", "*", "{id}%0d%0aSet-Cookie:x", "{ID}",
			"%ef%bc%8e%ef%bc%8e/{id}" })
	void anotherUsersDataAreNotShownHoweverTheyAreAskedFor(String user) {
		String other = user.replace("{id}", this.id).replace("{ID}", this.id.toUpperCase() + "x");
		for (String path : new String[] { "/api/dashboard", "/api/statistics", "/api/chat" }) {
			assertThat(send("GET", path + "?userId=" + other, "").status()).as(path).isEqualTo(403);
		}
		assertThat(send("DELETE", "/api/statistics?userId=" + other, "").status()).isEqualTo(403);
	}

	@Test
	void anotherUsersDataAreNotChanged() {
		assertThat(send("POST", "/api/chat/save",
				"{\"userId\": \"1\", \"conversationId\": \"a\", \"message\": \"x\", \"mood\": 5}")
			.status()).isEqualTo(403);
		assertThat(send("PUT", "/api/statistics/plan", "{\"userId\": \"1\", \"plan\": \"plus\"}").status())
			.isEqualTo(403);
	}

	@Test
	void aStrangerSeesNothing() {
		assertThat(this.client.get("/api/dashboard?userId=" + this.id).status()).isEqualTo(401);
		assertThat(this.client.post("/api/chat/save", "{}").status()).isEqualTo(401);
	}

	@Test
	void whatIsMissingIsNamed() {
		assertInvalid(send("POST", "/api/chat/save", "{}"), "conversationId", "message", "mood", "userId");
	}

	@ParameterizedTest
	@CsvSource({ "'a b', x, 5, conversationId", "'../a', x, 5, conversationId", "'', x, 5, conversationId",
			"a, x, 0, mood", "a, x, 11, mood", "a, '  ', 5, message", "a, 'x\\u0000', 5, message",
			"a, 'x\\u001b[2J', 5, message", "a, '\\ud800', 5, message" })
	void whatIsWrongIsNamed(String conversation, String message, String mood, String field) {
		assertInvalid(save(conversation, message, mood), field);
	}

	@Test
	void aLongMessageIsRefusedAndTheLongestIsNot() {
		assertThat(save("a", "x".repeat(8000), "5").status()).isEqualTo(200);
		assertInvalid(save("a", "x".repeat(8001), "5"), "message");
		assertInvalid(save("a".repeat(65), "x", "5"), "conversationId");
	}

	private Answer save(String conversation, String message, String mood) {
		return send("POST", "/api/chat/save", """
				{"userId": "%s", "conversationId": "%s", "message": "%s", "mood": %s}""".formatted(this.id,
				conversation, message, mood));
	}

	private Answer send(String method, String path, String body) {
		return this.client.send(method, path, body, "Authorization", "Bearer " + this.token, "Content-Type",
				"application/json");
	}

	private static void assertInvalid(Answer answer, String... fields) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly(fields);
	}

}
