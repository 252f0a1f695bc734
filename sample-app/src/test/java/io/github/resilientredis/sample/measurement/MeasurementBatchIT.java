/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches against a real Redis, which counts what it is asked.
 */
@ExtendWith(RedisKitExtension.class)
class MeasurementBatchIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	/** More than a batch needs, and what the application does by itself meanwhile. */
	private static final long FEW = 100;

	@Test
	void aThousandMeasurementsAreReadAndWrittenInBulk(RedisServer server) {
		try (RunningSample sample = RunningSample.on(server.host(), server.port())) {
			sample.await(GuardState.AVAILABLE, SOON);
			Caller caller = Caller.in(sample, "measurer");
			long before = reads(server);
			JsonNode first = caller.computes("{\"count\": 1000}");
			long reads = reads(server) - before;
			assertThat(first.get("computed").asInt()).isEqualTo(1000);
			assertThat(server.command("EXISTS", "measurements::1400-450-600")).isEqualTo(1L);
			assertKeys(server);
			LoggerFactory.getLogger("figures").warn("a batch of 1000: {} reads of sockets", reads);
			assertThat(reads).isBetween(2L, FEW);
			assertThat(caller.computes("{\"count\": 1000}").get("cached").asInt()).isEqualTo(1000);
			Answer one = caller.get("/api/measurements/1400-450-600");
			assertThat(one.json().get("category").asString()).isEqualTo("normal");
		}
	}

	@Test
	void anotherNodeFindsTheResultsInRedisAndOnlyThere(RedisServer server) {
		try (RunningSample one = RunningSample.on(server.host(), server.port());
				RunningSample other = RunningSample.on(server.host(), server.port())) {
			one.await(GuardState.AVAILABLE, SOON);
			other.await(GuardState.AVAILABLE, SOON);
			Caller.in(one, "one").computes("{\"count\": 1000}");
			Caller caller = Caller.in(other, "other");
			long before = reads(server);
			JsonNode found = caller.computes("{\"count\": 1000}");
			assertThat(found.get("cached").asInt()).isEqualTo(1000);
			assertThat(reads(server) - before).isBetween(2L, FEW);
		}
	}

	@Test
	void aThousandGivenMeasurementsFitIntoARequest(RedisServer server) {
		String items = IntStream.range(0, 1000)
			.mapToObj((i) -> "{\"height\":%d.5,\"weight\":70.25,\"waist\":%d.5}".formatted(100 + i % 100, 50 + i / 100))
			.collect(Collectors.joining(",", "{\"items\":[", "]}"));
		try (RunningSample sample = RunningSample.on(server.host(), server.port())) {
			sample.await(GuardState.AVAILABLE, SOON);
			JsonNode done = Caller.in(sample, "giver").computes(items);
			assertThat(done.get("computed").asInt()).isEqualTo(1000);
			assertKeys(server);
		}
	}

	private static void assertKeys(RedisServer server) {
		assertThat(server.command("KEYS", "measurements::*")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(1000);
	}

	/**
	 * How often the server found something to read at a socket: at least once for each
	 * time that somebody waited for an answer. Commands inside a script are none of it.
	 */
	private static long reads(RedisServer server) {
		Matcher reads = Pattern.compile("total_reads_processed:(\\d+)")
			.matcher(String.valueOf(server.command("INFO", "stats")));
		assertThat(reads.find()).isTrue();
		return Long.parseLong(reads.group(1));
	}

	private record Caller(SampleClient client, String token) {

		static Caller in(RunningSample sample, String name) {
			SampleClient client = sample.client();
			client.register(name);
			return new Caller(client, TokenClient.access(new TokenClient(client).token(name)));
		}

		Answer get(String path) {
			return this.client.get(path, "Authorization", "Bearer " + this.token);
		}

		JsonNode computes(String request) {
			Answer begun = this.client.post("/api/measurements/batch", request, "Authorization",
					"Bearer " + this.token);
			assertThat(begun.status()).as(begun.body()).isEqualTo(202);
			return Awaitility.await()
				.atMost(SOON)
				.until(() -> get(begun.header("Location")).json(),
						(progress) -> progress.get("state").asString().equals("done"));
		}

	}

}
