/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM, as a container gets it, for a JVM whose Redis hangs.
 */
@ExtendWith(RedisKitExtension.class)
class TerminationIT {

	private static final Log logger = LogFactory.getLog(TerminationIT.class);

	private static final int ROUNDS = 40;

	private static final Duration IN_TIME = Duration.ofSeconds(2);

	private static final Duration SOON = Duration.ofSeconds(60);

	/** Of a process that was ended by SIGTERM. */
	private static final int STATUS = 128 + 15;

	@Test
	void whenRedisHangsThenAProcessEndsInTimeAndTheNextOneHasWhatItAcknowledged(RedisServer server,
			@TempDir Path journal) throws Exception {
		String directory = "resilient-redis.journal.directory=" + journal;
		List<String> command = new ArrayList<>(List.of(ClientMain.class.getName()));
		command.addAll(List.of(ClientNode.arguments(server.host(), server.port(), "server.shutdown=graceful",
				"management.endpoint.health.show-details=always", directory)));
		try (ChildJvm jvm = ChildJvm.start(Path.of(System.getProperty("java.home")),
				System.getProperty("java.class.path"), command)) {
			String url = "http://127.0.0.1:" + jvm.hear("port", SOON);
			reaches(url, "AVAILABLE");
			server.hang();
			try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(100))) {
				unguarded.assertFails();
			}
			reaches(url, "UNAVAILABLE");
			for (int i = 1; i <= ROUNDS; i++) {
				assertThat(get(url + "/round/" + i)).isEqualTo("done " + i);
			}
			long start = System.nanoTime();
			jvm.terminate();
			assertThat(jvm.status(SOON)).as(() -> String.join("\n", jvm.output())).isEqualTo(STATUS);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			logger.warn("ended " + took.toMillis() + " ms after SIGTERM");
			assertThat(took).isLessThan(IN_TIME);
		}
		server.resume();
		try (ClientNode next = ClientNode.connected(server.host(), server.port(), directory)) {
			assertThat(next.pendingRecords()).isZero();
			for (int i = 1; i <= ROUNDS; i++) {
				assertThat(Features.written(server)).contains("n" + i);
				assertThat(server.command("GET", "email:n" + i + "@example.org:userId")).isNotNull();
			}
		}
	}

	private static void reaches(String url, String state) {
		Awaitility.await(state)
			.atMost(SOON)
			.untilAsserted(() -> assertThat(get(url + "/actuator/health")).contains("\"state\":\"" + state + "\""));
	}

	private static String get(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
