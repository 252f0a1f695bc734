/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.time.Duration;

import io.github.resilientredis.sample.SampleClient.Answer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * G: batches through the cache, and sessions that go on.
 */
final class MeasurementRow implements Row {

	@Override
	public void during(Scene scene) {
		Visitor visitor = scene.visitor("measurer").arrived();
		JsonNode first = computes(visitor);
		assertThat(first.get("computed").asInt()).isEqualTo(1000);
		assertThat(computes(visitor).get("cached").asInt()).isEqualTo(1000);
		assertThat(visitor.get("/api/measurements/1400-450-600").json().get("bodyMassIndex").asDouble())
			.isEqualTo(23.0);
		assertThat(visitor.get("/api/me").status()).isEqualTo(200);
	}

	private static JsonNode computes(Visitor visitor) {
		Answer begun = visitor.post("/api/measurements/batch", "{\"count\": 1000}");
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String location = begun.header("Location");
		JsonNode last = Awaitility.await("the end of a batch")
			.atMost(Duration.ofSeconds(10))
			.until(() -> visitor.get(location).json(), (batch) -> batch.get("state").asString().equals("done"));
		assertThat(last.get("done").asInt()).isEqualTo(1000);
		assertThat(visitor.get(location + "/results").json()).hasSize(1000);
		return last;
	}

	@Override
	public void after(Scene scene) {
		Visitor visitor = scene.returning("measurer");
		computes(visitor);
		assertThat(visitor.get("/api/me").status()).isEqualTo(200);
	}

}
