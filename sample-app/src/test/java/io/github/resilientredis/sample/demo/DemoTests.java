/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page and what it asks for, where there is no Redis to be broken.
 */
@SampleTest
class DemoTests {

	private static final String[] TOKEN = { "Cookie", "XSRF-TOKEN=abc", "X-XSRF-TOKEN", "abc" };

	private final SampleClient client;

	DemoTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void whenThereIsNoEmbeddedRedisThenThePageCannotControlOne() {
		JsonNode state = this.client.get("/api/demo/state").json();
		assertThat(state.at("/guard/state").asString()).isEqualTo("LOCAL_ONLY");
		assertThat(state.get("controllable").asBoolean()).isFalse();
		assertThat(state.get("redis").isNull()).isTrue();
		Answer refused = this.client.send("POST", "/api/demo/redis/kill", "", TOKEN);
		assertThat(refused.status()).isEqualTo(404);
		assertThat(refused.json().get("detail").asString()).isEqualTo("There is no embedded Redis to be controlled.");
	}

	@Test
	void whenTheTokenIsMissingThenNothingIsControlled() {
		Answer refused = this.client.send("POST", "/api/demo/redis/kill", "");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().get("detail").asString()).contains("X-XSRF-TOKEN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "99999999999999999999", "1e3" })
	void whenTheLastEventIsNoNumberThenItIsABadRequest(String after) {
		assertThat(this.client.get("/api/demo/state?after=" + after).status()).isEqualTo(400);
	}

	@Test
	void whenTheLimitIsUsedUpThenItSaysWhoDecidedUntilThen() {
		Answer first = this.client.get("/api/demo/limited");
		assertThat(first.json().get("decidedBy").asString()).isEqualTo("LOCAL");
		Answer last = first;
		for (int i = 0; i < 20 && last.status() == 200; i++) {
			last = this.client.get("/api/demo/limited");
		}
		assertThat(last.status()).isEqualTo(429);
		assertThat(last.header("Retry-After")).isNotEmpty();
		assertThat(last.contentType()).isEqualTo("application/problem+json");
	}

	@Test
	void whenNobodyIsSignedInThenThatIsAnAnswer() {
		assertThat(this.client.get("/api/demo/session").json().get("name").isNull()).isTrue();
		this.client.register("grace");
		String session = this.client.login("grace").cookie();
		assertThat(this.client.get("/api/demo/session", "Cookie", session).json().get("name").asString())
			.isEqualTo("grace");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/page/main.js", "/page/page.css", "/webjars/uplot/dist/uPlot.esm.js",
			"/webjars/uplot/dist/uPlot.min.css", "/page/icon.svg", "/api/demo/state" })
	void everythingComesWithHeadersThatKeepOthersOut(String path) {
		Answer answer = this.client.get(path);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Security-Policy"))
			.contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
			.doesNotContain("unsafe");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
	}

}
