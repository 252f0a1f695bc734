/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.health;

import java.time.Duration;
import java.time.Instant;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Health over HTTP, without Redis.
 */
@SampleTest
class HealthTests {

	private final SampleClient client;

	HealthTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void theHealthPageNamesEveryService() {
		Answer answer = this.client.get("/api/health/");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("status").asString()).isEqualTo("healthy");
		assertThat(Instant.parse(answer.json().get("timestamp").asString())).isCloseTo(Instant.now(),
				within(Duration.ofMinutes(1)));
		assertThat(answer.json().at("/services/database").asString()).isEqualTo("h2 in memory");
		assertThat(answer.json().at("/services/redis_cache").asString()).isEqualTo("LOCAL_ONLY");
		assertThat(answer.json().at("/services/cors_headers").asString()).isEqualTo("same origin only");
	}

	@Test
	void theActuatorShowsDetailsAndProbes() {
		Answer health = this.client.get("/actuator/health");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.json().at("/components/cors/status").asString()).isEqualTo("UP");
		assertThat(this.client.get("/actuator/health/liveness").status()).isEqualTo(200);
		assertThat(this.client.get("/actuator/health/readiness").status()).isEqualTo(200);
		assertThat(this.client.get("/actuator/metrics").status()).isEqualTo(200);
		assertThat(this.client.get("/actuator/env").status()).isEqualTo(404);
	}

}
