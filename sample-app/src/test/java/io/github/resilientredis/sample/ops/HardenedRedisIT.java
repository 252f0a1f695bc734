/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RespException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The sample application on a server with the operations kit's {@code redis.conf} and
 * {@code users.acl}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HardenedRedisIT {

	private @Nullable KitRedis redis;

	private @Nullable RunningSample sample;

	private String cookie = "";

	@BeforeAll
	void begin(@TempDir Path directory) throws Exception {
		KitRedis started = KitRedis.start(directory);
		this.redis = started;
		this.sample = RunningSample.on(started.host(), started.port(), "--spring.profiles.active=operations",
				"--management.server.port=0", "--REDIS_USERNAME=app", "--REDIS_PASSWORD=" + KitRedis.PASSWORD);
	}

	@AfterAll
	void end() {
		if (this.sample != null) {
			this.sample.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	@Order(1)
	void nothingThatTheApplicationDoesIsRefused() {
		sample().await(GuardState.AVAILABLE, Duration.ofSeconds(5));
		SampleClient http = sample().client();
		String id = registered(http);
		limits(http);
		tokens(http);
		chats(http, id);
		assertThat(http.post("/api/measurements/batch", "{\"count\": 20}", "Cookie", this.cookie).status())
			.isEqualTo(202);
		assertThat(http.post("/api/notifications", "{\"title\": \"Hello\", \"body\": \"You\"}", "Cookie", this.cookie)
			.json()
			.get("stored")
			.asBoolean()).isTrue();
		assertThat(http.get("/api/rates?base=EUR").status()).isEqualTo(200);
		assertThat(redis().ask("EXISTS", "rates::EUR")).isEqualTo(1L);
		assertThat(redis().ask("EXISTS", session(this.cookie))).isEqualTo(1L);
		assertThat(redis().refused()).isEmpty();
	}

	private String registered(SampleClient http) {
		Answer registered = http.register("ada");
		assertThat(registered.status()).isEqualTo(201);
		assertThat(http.post("/api/v1/auth/resend-verification-code", "{\"email\": \"ada@example.com\"}").status())
			.isEqualTo(200);
		Answer first = http.login("ada");
		this.cookie = http.login("ada", "Cookie", first.cookie()).cookie();
		assertThat(http.get("/api/me", "Cookie", this.cookie).status()).isEqualTo(200);
		String other = http.login("ada").cookie();
		assertThat(http.post("/api/logout", "", "Cookie", other).status()).isEqualTo(204);
		assertThat(http.get("/api/me", "Cookie", other).status()).isEqualTo(401);
		return registered.json().get("id").asString();
	}

	private static void limits(SampleClient http) {
		List<Integer> answers = IntStream.range(0, 8)
			.mapToObj((i) -> http.post("/api/login", "{\"email\": \"mallory\", \"password\": \"guess\"}").status())
			.toList();
		assertThat(answers).contains(401, 429);
	}

	private static void tokens(SampleClient http) {
		TokenClient tokens = new TokenClient(http);
		Answer pair = tokens.token("ada");
		Answer next = tokens.refresh(TokenClient.refresh(pair));
		assertThat(tokens.refresh(TokenClient.refresh(pair)).status()).as("a second use").isEqualTo(401);
		assertThat(next.status()).isEqualTo(200);
		Answer fresh = tokens.token("ada");
		assertThat(tokens.whoami(TokenClient.access(fresh)).status()).isEqualTo(200);
		assertThat(tokens.revoke(TokenClient.access(fresh)).status()).isEqualTo(200);
		assertThat(tokens.whoami(TokenClient.access(fresh)).status()).isEqualTo(401);
	}

	private void chats(SampleClient http, String id) {
		Answer saved = http.post("/api/chat/save", """
				{"userId": "%s", "conversationId": "first", "message": "Hello", "mood": 7}""".formatted(id), "Cookie",
				this.cookie);
		assertThat(saved.json().get("outcome").asString()).isEqualTo("applied");
		assertThat(
				http.get("/api/dashboard?userId=" + id, "Cookie", this.cookie).json().get("redisHealthy").asBoolean())
			.isTrue();
		assertThat(http.get("/api/chat?userId=" + id, "Cookie", this.cookie).body()).contains("Hello");
	}

	@Test
	@Order(2)
	void whatIsDangerousIsRefused() {
		redis().ask("AUTH", "app", KitRedis.PASSWORD);
		assertThat(List.of("FLUSHALL", "FLUSHDB", "KEYS *", "CONFIG GET maxmemory", "CONFIG SET save x",
				"DEBUG SLEEP 0", "SHUTDOWN NOSAVE", "MONITOR", "ACL LIST", "ACL GETUSER app", "REPLICAOF NO ONE",
				"SCRIPT FLUSH", "BGSAVE", "SAVE", "SLOWLOG GET", "RANDOMKEY", "SWAPDB 0 1", "MIGRATE h 1 k 0 1",
				"MODULE LIST", "GET other", "SET other x", "PUBLISH other x"))
			.allSatisfy(this::isRefused);
		redis().ask("AUTH", "operator", KitRedis.OPERATOR_PASSWORD);
		assertThat(List.of("FLUSHALL", "FLUSHDB", "KEYS *", "CONFIG SET maxmemory 0", "DEBUG SLEEP 0",
				"SHUTDOWN NOSAVE", "ACL SETUSER eve on", "REPLICAOF NO ONE"))
			.allSatisfy(this::isRefused);
	}

	private void isRefused(String line) {
		assertThatExceptionOfType(RespException.class).isThrownBy(() -> redis().ask(line.split(" ")))
			.extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
			// Redis 7 has a switch of its own for DEBUG, off by default, and looks there
			// first.
			.matches("(?s)NOPERM .*|ERR DEBUG command not allowed.*");
	}

	@Test
	@Order(3)
	void nobodyComesInWithoutAName() throws IOException {
		try (Socket socket = new Socket(redis().host(), redis().port())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			assertThat(answers.readLine()).startsWith("-NOAUTH");
		}
	}

	@Test
	@Order(4)
	void theSessionSurvivesARestartOfRedis() {
		// No node knows of this field, so only the server's own file can bring it back.
		redis().ask("HMSET", session(this.cookie), "witness", "1");
		redis().killAndStart();
		assertThat(redis().ask("HGET", session(this.cookie), "witness")).isEqualTo("1");
		sample().await(GuardState.AVAILABLE, Duration.ofSeconds(5));
		assertThat(sample().client().get("/api/me", "Cookie", this.cookie).status()).isEqualTo(200);
	}

	@Test
	@Order(5)
	void theLimitsAreInForce() {
		assertThat(setting("maxmemory")).isEqualTo("1073741824");
		assertThat(setting("maxmemory-policy")).isEqualTo("noeviction");
		assertThat(setting("maxclients")).isEqualTo("1000");
		assertThat(setting("appendonly")).isEqualTo("yes");
		assertThat(setting("save")).isEqualTo("3600 1 300 1000");
		assertThat(setting("protected-mode")).isEqualTo("yes");
		assertThat(setting("bind")).contains("127.0.0.1").doesNotContain("0.0.0.0");
	}

	private String setting(String name) {
		return String.valueOf(((List<?>) Objects.requireNonNull(redis().ask("CONFIG", "GET", name))).get(1));
	}

	@Test
	@Order(6)
	void theManagementPortShowsMoreAndChangesNothing() throws Exception {
		int port = managementPort();
		SampleClient management = new SampleClient(port);
		assertThat(management.get("/actuator/prometheus").body()).contains("resilient_redis_state{",
				"resilient_redis_calls_total{");
		assertThat(management.get("/actuator/resilientredis").body()).contains("AVAILABLE")
			.doesNotContain(KitRedis.PASSWORD);
		assertThat(management.post("/actuator/resilientredis", "{\"state\":\"FORCED_OPEN\"}").status()).isEqualTo(405);
		assertThat(sample().client().get("/actuator/prometheus").status()).isEqualTo(404);
		assertThat(sample().client().get("/actuator/resilientredis").status()).isEqualTo(404);
		assertThat(KitScript.of("healthcheck").with("MANAGEMENT_PORT", port).run().exitCode()).isZero();
		assertThat(KitScript.of("healthcheck").with("MANAGEMENT_PORT", 1).run().exitCode()).isNotZero();
	}

	private int managementPort() {
		return sample().bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
	}

	@Test
	@Order(7)
	void theDiagnosisHasNothingToSayButWhatIsDocumented() throws Exception {
		KitScript.Result diagnosis = KitScript.of("../bin/diagnose")
			.with("REDIS_HOST", redis().host())
			.with("REDIS_PORT", redis().port())
			.with("REDIS_OPERATOR_PASSWORD", KitRedis.OPERATOR_PASSWORD)
			.with("JAVA_OPTS", "-XX:TieredStopAtLevel=1")
			.run("--format=json");
		JsonNode report = new JsonMapper().readTree(diagnosis.output());
		assertThat(report.at("/findings").findValuesAsString("id")).isSubsetOf("java-serialization");
		assertThat(report.at("/unasked")).isEmpty();
		assertThat(report.at("/user/name").asString()).isEqualTo("operator");
		assertThat(diagnosis.exitCode()).isZero();
	}

	private static String session(String cookie) {
		return "spring:session:sessions:" + new String(Base64.getDecoder().decode(cookie.replaceFirst("SESSION=", "")));
	}

	private KitRedis redis() {
		return Objects.requireNonNull(this.redis);
	}

	private RunningSample sample() {
		return Objects.requireNonNull(this.sample);
	}

}
