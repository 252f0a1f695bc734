/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measurements over HTTP: what is refused, and to whom.
 */
@SampleTest
class MeasurementRequestTests {

	private static final String BATCH = "/api/measurements/batch";

	private final SampleClient client;

	private String name = "";

	private String token = "";

	MeasurementRequestTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@BeforeEach
	void register(TestInfo test) {
		this.name = "m" + Integer.toHexString(test.getDisplayName().hashCode());
		this.token = tokenOf(this.name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{}; countOrItems", "{\"count\": 0}; count", "{\"count\": 1001}; count",
					"{\"count\": 1, \"items\": [{\"height\": 170, \"weight\": 70, \"waist\": 80}]}; countOrItems",
					"{\"items\": []}; items", "{\"items\": [null]}; items[0]",
					"{\"items\": [{\"height\": 170, \"weight\": 70}]}; items[0].waist",
					"{\"items\": [{\"height\": 1e1000000, \"weight\": 70, \"waist\": 80}]}; items[0].height",
					"{\"items\": [{\"height\": 170, \"weight\": -70, \"waist\": 80}]}; items[0].weight" })
	void whatIsWrongIsNamed(String body, String field) {
		Answer answer = post(body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly(field);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{\"count\": \"many\"}",
			"{\"items\": [{\"height\": \"NaN\", \"weight\": 70, \"waist\": 80}]}", "[]", "1" })
	void whatIsNoBatchIsRefused(String body) {
		assertThat(post(body).status()).isEqualTo(400);
	}

	@Test
	void aBatchIsItsOwnersOnly() {
		String location = post("{\"count\": 10}").header("Location");
		assertThat(get(location, this.token).status()).isEqualTo(200);
		assertThat(get(location, tokenOf(this.name + "x")).status()).isEqualTo(404);
		assertThat(get(location + "/results", tokenOf(this.name + "y")).status()).isEqualTo(404);
		assertThat(this.client.get(location).status()).isEqualTo(401);
		assertThat(get(BATCH + "/unknown", this.token).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "1-2-3", "1750-700-800;x", "1750-700-9999", "%2e%2e", "x" })
	void whatIsNoKeyIsRefused(String key) {
		assertThat(get("/api/measurements/" + key, this.token).status()).isEqualTo(400);
	}

	private String tokenOf(String user) {
		this.client.register(user);
		return TokenClient.access(new TokenClient(this.client).token(user));
	}

	private Answer get(String path, String bearer) {
		return this.client.get(path, "Authorization", "Bearer " + bearer);
	}

	private Answer post(String body) {
		return this.client.post(BATCH, body, "Authorization", "Bearer " + this.token);
	}

}
