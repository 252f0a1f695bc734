/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client gets while Redis is away, and what operators see of it.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleOutageHttpIT {

	private static final List<String> LIMITS = Stream.of("closed", "open", "local")
		.flatMap((name) -> Stream.of("limits." + name + ".rate=9/1h", "limits." + name + ".paths=/open/" + name,
				"limits." + name + ".on-failure=" + name))
		.toList();

	@Test
	void aLimitIsClosedOpenOrLocal(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, LIMITS.toArray(String[]::new));
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			LIMITS.stream()
				.filter((limit) -> limit.contains("on-failure="))
				.map(ThrottleOutageHttpIT::path)
				.forEach((path) -> assertThat(header(node.get(path), "RateLimit")).as(path).contains(";r=8;"));
			server.kill();
			unguarded.assertFails();
			node.reaches(GuardState.UNAVAILABLE);
			assertThatItIsClosed(node);
			HttpResponse<String> open = node.get("/open/open");
			assertThat(open.statusCode()).isEqualTo(200);
			assertThat(header(open, "RateLimit-Policy")).isEqualTo("\"open\";q=9;w=3600");
			assertThat(open.headers().firstValue("RateLimit")).isEmpty();
			HttpResponse<String> local = node.get("/open/local");
			assertThat(local.statusCode()).isEqualTo(200);
			assertThat(header(local, "RateLimit")).startsWith("\"local\";r=7;");
			assertThat(count(node, "closed", "unavailable", "none")).isEqualTo(2);
			assertThat(count(node, "open", "admitted", "none")).isEqualTo(1);
			assertThat(count(node, "local", "admitted", "local")).isEqualTo(1);
			assertThat(count(node, "local", "admitted", "redis")).isEqualTo(1);
		}
	}

	private static void assertThatItIsClosed(HttpNode node) {
		HttpResponse<String> closed = node.get("/open/closed");
		assertThat(closed.statusCode()).isEqualTo(503);
		assertThat(header(closed, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(Long.parseLong(header(closed, "Retry-After"))).isPositive();
		assertThat(closed.headers().firstValue("RateLimit")).isEmpty();
		assertThat(closed.body()).startsWith(
				"{\"type\":\"https://iana.org/assignments/http-problem-types#temporary-reduced-capacity\",\"title\":")
			.contains("\"status\":503");
		HttpResponse<String> page = node.get("/open/closed", "Accept", "text/html");
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(header(page, "Content-Type")).startsWith("text/html");
	}

	@Test
	void healthSaysHowManyNodesThereAre(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "nodes=3")) {
			List<GuardedFeature> features = node.beans(GuardedFeature.class);
			assertThat(features).filteredOn((feature) -> feature.name().equals("throttle"))
				.singleElement()
				.satisfies((feature) -> assertThat(feature.details().get()).containsEntry("nodes", "3"));
		}
	}

	private static double count(HttpNode node, String limit, String outcome, String source) {
		return node.beans(MeterRegistry.class)
			.get(0)
			.get("resilient.redis.throttle.decisions")
			.tags("limit", limit, "outcome", outcome, "source", source)
			.functionCounter()
			.count();
	}

	private static String path(String limit) {
		return "/open/" + limit.split("\\.")[1];
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
