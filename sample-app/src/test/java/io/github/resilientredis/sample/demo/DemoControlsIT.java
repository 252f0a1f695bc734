/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The controls over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "sample.redis=embedded")
class DemoControlsIT {

	private final SampleClient client;

	private final int port;

	DemoControlsIT(@LocalServerPort int port) {
		this.client = new SampleClient(port);
		this.port = port;
	}

	@AfterEach
	void mend() {
		assertThat(perform("restart").status()).isEqualTo(200);
		awaitState("AVAILABLE");
	}

	@Test
	void whenRedisIsBrokenThenTheStateSaysSoAndWhatCameOfIt() {
		assertThat(perform("kill").json().get("process").asString()).isEqualTo("STOPPED");
		assertThat(perform("kill").json().get("process").asString()).isEqualTo("STOPPED");
		awaitState("UNAVAILABLE");
		assertThat(this.client.get("/api/demo/state").json().at("/redis/process").asString()).isEqualTo("STOPPED");
		assertThat(this.client.get("/api/rates").header("Guard-State")).isEqualTo("UNAVAILABLE");
		assertThat(this.client.get("/api/demo/state").json().get("events").valueStream().toList())
			.anyMatch((event) -> event.path("action").asString("").equals("kill"))
			.anyMatch((event) -> event.at("/change/to").asString("").equals("UNAVAILABLE"));
		assertThat(perform("hang").status()).isEqualTo(409);
		assertThat(perform("explode").status()).isEqualTo(404);
		assertThat(this.client.get("/api/demo/redis/kill").status()).isEqualTo(405);
	}

	/**
	 * It takes five calls without an answer to know that Redis is away: if the state
	 * asked it, each of these would take the timeout of 500 ms.
	 */
	@Test
	void whenRedisHangsThenTheStateIsAnsweredWithoutAskingIt() {
		this.client.get("/api/demo/state");
		perform("hang");
		Duration shortest = Duration.ofDays(1);
		for (int i = 0; i < 4; i++) {
			long begun = System.nanoTime();
			assertThat(this.client.get("/api/demo/state", "Cookie", "SESSION=anything").status()).isEqualTo(200);
			Duration taken = Duration.ofNanos(System.nanoTime() - begun);
			shortest = (taken.compareTo(shortest) < 0) ? taken : shortest;
		}
		assertThat(shortest).isLessThan(Duration.ofMillis(400));
	}

	@ParameterizedTest
	@CsvSource({ "evil.example, X-Nothing", "evil.example:80, X-Nothing", "localhost, X-Forwarded-For",
			"127.0.0.1, Forwarded" })
	void whenSomebodyElseMayBeBehindItThenRedisIsNotTouched(String host, String header) throws IOException {
		String answer = raw("POST /api/demo/redis/kill", host, header);
		assertThat(answer).startsWith("HTTP/1.1 403").contains("only from the machine it runs on");
		assertThat(raw("GET /api/demo/state", host, header)).contains("\"controllable\":false")
			.contains("\"process\":\"RUNNING\"");
		assertThat(raw("GET /api/demo/state", "localhost", "X-Nothing")).contains("\"controllable\":true");
	}

	/** A request with any host, which no client library sends. */
	private String raw(String line, String host, String header) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(5000);
			String request = line + " HTTP/1.1\r\nHost: " + host + "\r\n" + header
					+ ": 127.0.0.1\r\nCookie: XSRF-TOKEN=abc\r\nX-XSRF-TOKEN: abc\r\nContent-Length: 0\r\n"
					+ "Connection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private Answer perform(String action) {
		return this.client.send("POST", "/api/demo/redis/" + action, "", "Cookie", "XSRF-TOKEN=abc", "X-XSRF-TOKEN",
				"abc");
	}

	private void awaitState(String state) {
		await().untilAsserted(() -> assertThat(this.client.get("/api/demo/state").json().at("/guard/state").asString())
			.isEqualTo(state));
	}

}
