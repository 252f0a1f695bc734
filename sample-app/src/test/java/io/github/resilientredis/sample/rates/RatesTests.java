/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rates over HTTP.
 */
@SampleTest
class RatesTests {

	private final SampleClient client;

	RatesTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void ratesComeFromTheBundledTable() {
		Answer answer = this.client.get("/api/rates?base=eur");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("base").asString()).isEqualTo("EUR");
		assertThat(answer.json().get("date").asString()).isEqualTo("2024-12-31");
		assertThat(answer.json().get("source").asString()).isEqualTo("bundled reference table, for demonstration");
		assertThat(answer.json().at("/rates/USD").decimalValue()).isEqualByComparingTo("1.0389");
		assertThat(this.client.get("/api/rates?base=EUR").json()).isEqualTo(answer.json());
		assertThat(this.client.get("/api/rates").json()).isEqualTo(answer.json());
	}

	@ParameterizedTest
	@ValueSource(strings = { "XXX", "EURO", "%0d%0a", "::" })
	void anUnknownBaseIsABadRequest(String base) {
		Answer answer = this.client.get("/api/rates?base=" + base);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
	}

}
