/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * G: each variable of the environment, in what it does to a packaged application.
 */
class EnvironmentIT {

	@Test
	void eachVariableTakesEffect() {
		try (RedisServer redis = RedisServer.builder().password("a password").start();
				RedisProxy proxy = RedisProxy.to(redis);
				PackagedSample sample = PackagedSample.on(redis,
						Map.of("REDIS_PORT", String.valueOf(proxy.port()), "REDIS_PASSWORD", "a password", "REDIS_DB",
								"3", "REDIS_TIMEOUT", "5", "REDIS_MAX_CONNECTIONS", "50", "CACHE_TIMEOUT", "700",
								"SESSION_COOKIE_AGE", "7200"))) {
			Visitor visitor = new Visitor(sample.port(), "gauge");
			Awaitility.await().until(visitor::redisState, "AVAILABLE"::equals);
			assertThat(proxy.connections()).as("host and port").isPositive();
			visitor.arrived();
			redis.command("SELECT", "3");
			assertThat(redis.command("EXISTS", "user:" + visitor.id() + ":profile")).as("password and database")
				.isEqualTo(1L);
			visitor.asStranger("GET", "/api/rates?base=EUR", "");
			assertThat((Long) redis.command("TTL", "rates::EUR")).as("cache timeout").isBetween(600L, 700L);
			Answer login = visitor.asStranger("POST", "/api/login",
					"{\"username\": \"gauge\", \"password\": \"secret-gauge\"}");
			assertThat(login.response().headers().allValues("Set-Cookie")).as("session age")
				.anyMatch((cookie) -> cookie.startsWith("SESSION=") && cookie.contains("Max-Age=7200"));
			List<?> sessions = (List<?>) Objects
				.requireNonNull(redis.command("KEYS", "spring:session:sessions:????????-*"));
			assertThat((Long) redis.command("TTL", String.valueOf(sessions.get(0)))).as("session age in Redis")
				.isBetween(7000L, 7600L);
			proxy.delay(Duration.ofMillis(900));
			assertThat(visitor.bearer("GET", "/api/dashboard?userId=" + visitor.id(), "")
				.json()
				.get("redisHealthy")
				.asBoolean()).as("timeout").isTrue();
			proxy.pass();
		}
	}

	@Test
	void thePoolHasSoManyConnections() {
		try (RedisServer redis = RedisServer.start();
				RunningSample sample = RunningSample.on(redis.host(), redis.port(), "--REDIS_MAX_CONNECTIONS=50")) {
			LettuceConnectionFactory factory = sample.bean(LettuceConnectionFactory.class);
			assertThat(factory.getClientConfiguration()).isInstanceOfSatisfying(LettucePoolingClientConfiguration.class,
					(pooling) -> {
						GenericObjectPoolConfig<?> pool = pooling.getPoolConfig();
						assertThat(pool.getMaxTotal()).isEqualTo(50);
					});
			assertThat(factory.getConnection().ping()).isEqualTo("PONG");
		}
	}

}
