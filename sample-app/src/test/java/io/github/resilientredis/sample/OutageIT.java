/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import java.time.Duration;

import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application on a Redis that fails: nobody is turned away.
 */
class OutageIT {

	private final RedisServer redis = RedisServer.builder().prepare();

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.redis.close();
	}

	@Test
	void whenRedisIsKilledThenEverythingAnswersAndUsersAreHandedOver() {
		this.redis.startUp();
		SampleClient client = start();
		awaitState(client, "AVAILABLE");
		client.register("ada");
		String session = client.login("ada").cookie();
		Answer rates = client.get("/api/rates?base=EUR");
		assertThat(this.redis.command("EXISTS", "rates::EUR")).isEqualTo(1L);
		this.redis.kill();
		awaitState(client, "UNAVAILABLE");
		assertThat(client.register("bob").status()).isEqualTo(201);
		assertThat(client.register("ada").status()).isEqualTo(409);
		assertServes(client, rates);
		assertThat(client.get("/api/me", "Cookie", session).status()).isEqualTo(200);
		this.redis.restartEmpty();
		awaitState(client, "AVAILABLE");
		assertServes(client, rates);
		await().untilAsserted(() -> {
			assertThat(this.redis.command("EXISTS", "name:bob:userId")).isEqualTo(1L);
			assertThat(this.redis.command("EXISTS", "name:ada:userId")).isEqualTo(1L);
		});
	}

	@Test
	void whenRedisHangsThenNobodyWaitsLong() {
		this.redis.startUp();
		SampleClient client = start();
		awaitState(client, "AVAILABLE");
		client.register("ada");
		Answer rates = client.get("/api/rates?base=EUR");
		this.redis.hang();
		for (int i = 0; i < 10; i++) {
			long begun = System.nanoTime();
			assertThat(client.register("user-" + i).status()).isEqualTo(201);
			assertServes(client, rates);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
		}
		this.redis.resume();
		await().untilAsserted(() -> assertThat(this.redis.command("EXISTS", "name:user-9:userId")).isEqualTo(1L));
		for (int i = 0; i < 10; i++) {
			assertThat(client.login("user-" + i).status()).isEqualTo(200);
		}
	}

	@Test
	void whenRedisIsAbsentAtStartThenEverythingAnswers() {
		SampleClient client = start();
		assertThat(client.register("ada").status()).isEqualTo(201);
		assertThat(client.register("bob").status()).isEqualTo(201);
		assertServes(client, client.get("/api/rates?base=EUR"));
		this.redis.startUp();
		awaitState(client, "AVAILABLE");
		await().untilAsserted(() -> assertThat(this.redis.command("EXISTS", "name:bob:userId")).isEqualTo(1L));
	}

	private void assertServes(SampleClient client, Answer rates) {
		assertThat(client.login("ada").status()).isEqualTo(200);
		assertThat(client.get("/api/rates?base=EUR").body()).isEqualTo(rates.body());
		assertThat(client.get("/api/health/").json().get("status").asString()).isEqualTo("healthy");
		assertThat(client.get("/actuator/health").status()).isEqualTo(200);
	}

	private SampleClient start() {
		ConfigurableApplicationContext started = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--REDIS_HOST=" + this.redis.host(), "--REDIS_PORT=" + this.redis.port());
		this.context = started;
		return new SampleClient(started.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private void awaitState(SampleClient client, String state) {
		await().untilAsserted(() -> assertThat(client.get("/api/health/").json().at("/services/redis_cache").asString())
			.isEqualTo(state));
	}

}
