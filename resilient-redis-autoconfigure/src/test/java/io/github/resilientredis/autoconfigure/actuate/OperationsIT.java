/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see and do over HTTP, on a real Redis.
 */
class OperationsIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static RedisServer server;

	private static OperatedApplication application;

	@BeforeAll
	static void start() {
		server = RedisServer.builder().password(Secrets.DEFAULT).config("user", Secrets.ACL_LINE).start();
		application = OperatedApplication.start("spring.data.redis.url=" + Secrets.url(server));
		reaches(GuardState.AVAILABLE);
	}

	@AfterAll
	static void stop() {
		try {
			application.close();
		}
		finally {
			server.close();
		}
	}

	@AfterEach
	void backToNormal() {
		application.guard().release();
		if (!server.isRunning()) {
			server.restartEmpty();
		}
		server.resume();
		reaches(GuardState.AVAILABLE);
	}

	@Test
	void theReportHasEverything() {
		application.get("/page/report");
		JsonNode report = read("/actuator/resilientredis");
		assertThat(report.path("state").asString()).isEqualTo("AVAILABLE");
		assertThat(report.path("reads").asString()).isEqualTo("redis");
		assertThat(report.path("history").get(0).path("from").asString()).isEqualTo("CONNECTING");
		assertThat(report.path("journal").path("records").isNumber()).isTrue();
		assertThat(report.path("features").propertyNames()).contains("cache", "throttle", "session", "tokens", "users");
		assertThat(report.path("calls").path("cache").path("answered").asLong()).isPositive();
		for (String feature : List.of("cache", "session", "throttle")) {
			JsonNode latency = report.path("latency").path(feature);
			assertThat(latency.path("p50").asDouble()).as(feature).isPositive();
			assertThat(latency.path("max").asDouble()).as(feature)
				.isGreaterThanOrEqualTo(latency.path("p99").asDouble());
		}
		assertThat(report.path("actions").toString()).isEqualTo("[\"DROP_NEAR_LEVELS\",\"REPLAY\"]");
		JsonNode configuration = report.path("configuration");
		assertThat(configuration.path("resilient-redis.timeout").path("value").asString()).isEqualTo("250ms");
		assertThat(configuration.path("resilient-redis.timeout").path("origin").asString()).contains("commandLineArgs");
		assertThat(configuration.path("resilient-redis.request-budget").toString())
			.isEqualTo("{\"value\":\"1s\",\"origin\":\"default\"}");
		assertThat(configuration.path("spring.data.redis.url").path("value").asString()).isEqualTo("******");
	}

	@Test
	void whatIsForcedTwiceAndReleasedTwiceIsBack() {
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> forced = application.post("{\"state\":\"FORCED_OPEN\"}");
			assertThat(forced.statusCode()).isEqualTo(200);
			assertThat(forced.body()).contains("\"state\":\"FORCED_OPEN\"");
		}
		long calls = server.calls("evalsha");
		assertThat(application.get("/page/forced").statusCode()).isEqualTo(200);
		assertThat(server.calls("evalsha")).isEqualTo(calls);
		for (int i = 0; i < 2; i++) {
			assertThat(application.post("{\"state\":\"available\"}").statusCode()).isEqualTo(200);
		}
		reaches(GuardState.AVAILABLE);
		assertThat(read("/actuator/resilientredis").path("history").toString()).contains("switched off by an operator",
				"released by an operator");
	}

	@Test
	void operatorsThatDisagreeLeaveAStateThatCanBeReleased() {
		IntStream.range(0, 40)
			.parallel()
			.forEach((i) -> assertThat(
					application.post("{\"state\":\"" + ((i % 2 == 0) ? "FORCED_OPEN" : "AVAILABLE") + "\"}")
						.statusCode())
				.isEqualTo(200));
		application.post("{\"state\":\"AVAILABLE\"}");
		reaches(GuardState.AVAILABLE);
	}

	@Test
	void whenRedisIsAwayThenForcingAndReleasingChangeNothingForGood() {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			server.kill();
			unguarded.assertFails();
		}
		reaches(GuardState.UNAVAILABLE);
		assertThat(application.post("{\"state\":\"AVAILABLE\"}").body()).contains("\"state\":\"UNAVAILABLE\"");
		assertThat(application.post("{\"state\":\"FORCED_OPEN\"}").body()).contains("\"state\":\"FORCED_OPEN\"");
		server.restartEmpty();
		assertThat(application.post("{\"action\":\"REPLAY\"}").statusCode()).isEqualTo(409);
		assertThat(application.guard().getState()).isEqualTo(GuardState.FORCED_OPEN);
		application.post("{\"state\":\"AVAILABLE\"}");
		reaches(GuardState.AVAILABLE);
	}

	@Test
	void theJournalIsReplayedOnDemand() {
		HttpResponse<String> answer = application.post("{\"action\":\"REPLAY\"}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"records\":");
	}

	@Test
	void nearLevelsAreDroppedAndRedisIsAskedAgain() {
		application.get("/page/near");
		application.get("/page/near");
		HttpResponse<String> answer = application.post("{\"action\":\"drop_near_levels\"}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"numbers\":");
		double before = redisHits();
		application.get("/page/near");
		assertThat(redisHits()).isEqualTo(before + 1);
	}

	private static double redisHits() {
		return application.context()
			.getBean(io.micrometer.core.instrument.MeterRegistry.class)
			.get("cache.gets")
			.tags("cache", "numbers", "level", "redis", "result", "hit")
			.functionCounter()
			.count();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"state\":\"OPEN\"}", "{\"state\":\"\"}", "{\"state\":5}",
			"{\"state\":\"FORCED_OPEN\",\"action\":\"REPLAY\"}", "{}" })
	void aStateThatIsNoneIsRefusedWithThoseThatAre(String body) {
		HttpResponse<String> answer = application.post(body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("FORCED_OPEN", "AVAILABLE");
		assertThat(application.guard().getState()).isEqualTo(GuardState.AVAILABLE);
	}

	@Test
	void anActionThatIsNoneIsRefusedWithThoseThatAre() {
		HttpResponse<String> answer = application.post("{\"action\":\"FLUSHALL\"}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("'action' must be one of DROP_NEAR_LEVELS, REPLAY")
			.doesNotContain("FLUSHALL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"state\":{\"a\":1}}", "{\"state\":[\"FORCED_OPEN\"]}", "no json", "[]" })
	void whatIsNoRequestIsTheSendersFault(String body) {
		assertThat(application.post(body).statusCode()).isEqualTo(400);
		assertThat(application.guard().getState()).isEqualTo(GuardState.AVAILABLE);
	}

	@Test
	void healthAndItsGroupsTellTheTruthInEveryState() {
		assertHealth("AVAILABLE", "redis", "redis");
		server.makeReadOnly();
		Awaitility.await().untilAsserted(() -> {
			application.get("/page/" + System.nanoTime());
			assertThat(application.guard().getState()).isEqualTo(GuardState.WRITES_REFUSED);
		});
		assertHealth("WRITES_REFUSED", "redis", "fallback");
		server.makeWritable();
		reaches(GuardState.AVAILABLE);
		application.post("{\"state\":\"FORCED_OPEN\"}");
		assertHealth("FORCED_OPEN", "fallback", "fallback");
		application.post("{\"state\":\"AVAILABLE\"}");
		reaches(GuardState.AVAILABLE);
		server.hang();
		Awaitility.await().untilAsserted(() -> {
			application.get("/page/" + System.nanoTime());
			assertThat(application.guard().getState()).isEqualTo(GuardState.UNAVAILABLE);
		});
		assertHealth("UNAVAILABLE", "fallback", "fallback");
		JsonNode details = read("/actuator/health/redis").path("details");
		assertThat(details.path("lastError").asString()).isNotEmpty();
		assertThat(details.path("journal").path("records").asLong()).isPositive();
		assertThat(details.path("journal").path("oldest").asString()).isNotEmpty();
	}

	private static void assertHealth(String state, String reads, String writes) {
		JsonNode health = read("/actuator/health/redis");
		assertThat(health.path("status").asString()).isEqualTo("UP");
		JsonNode details = health.path("details");
		assertThat(details.path("state").asString()).isEqualTo(state);
		assertThat(details.path("reads").asString()).isEqualTo(reads);
		assertThat(details.path("writes").asString()).isEqualTo(writes);
		assertThat(details.path("since").asString()).isNotEmpty();
		assertThat(details.path("journal").propertyNames()).contains("records", "bytes", "storage");
		assertThat(details.path("features").propertyNames()).contains("cache", "throttle", "session", "tokens",
				"users");
		for (String group : List.of("liveness", "readiness")) {
			assertThat(application.get("/actuator/health/" + group).body()).as(group + " while " + state)
				.contains("\"status\":\"UP\"");
		}
	}

	@Test
	void noSecretIsSeenByOperators() {
		StringBuilder seen = new StringBuilder();
		try (CapturedLog log = new CapturedLog()) {
			String session = application.get("/page/secret").body();
			look(seen);
			server.command("ACL", "SETUSER", "app", "resetpass", ">other");
			server.disconnectClients();
			reaches(GuardState.UNAVAILABLE);
			application.get("/page/secret");
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(application.get("/actuator/health/redis").body()).contains("WRONGPASS"));
			look(seen);
			server.command("ACL", "SETUSER", "app", "resetpass", ">" + Secrets.ACL_USER);
			reaches(GuardState.AVAILABLE);
			look(seen);
			seen.append(log.everything());
			assertThat(seen).contains("WRONGPASS", "Redis recovered after", "spring.data.redis.url",
					"resilient_redis_state");
			assertThat(session).isNotEmpty();
			for (String secret : Secrets.all()) {
				assertThat(seen.indexOf(secret)).as(secret).isNegative();
			}
			assertThat(seen.indexOf(session)).as("session").isNegative();
		}
	}

	private static void look(StringBuilder seen) {
		for (String path : List.of("resilientredis", "health", "prometheus", "metrics/resilient.redis.calls")) {
			seen.append(application.get("/actuator/" + path).body());
		}
	}

	private static JsonNode read(String path) {
		HttpResponse<String> answer = application.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JSON.readTree(answer.body());
	}

	private static void reaches(GuardState state) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(10))
			.until(() -> application.guard().getState(), state::equals);
	}

}
