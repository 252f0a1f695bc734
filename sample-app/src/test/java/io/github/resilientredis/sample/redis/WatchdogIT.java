/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded server ends with a JVM that cannot end it.
 */
class WatchdogIT {

	@ParameterizedTest(name = "hung: {0}")
	@ValueSource(booleans = { false, true })
	void whenTheJvmIsKilledThenNeitherServerNorFilesAreLeft(boolean hung, @TempDir Path directory) throws Exception {
		Path ready = directory.resolve("ready");
		Process application = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), EmbeddedRedisMain.class.getName(), ready.toString(),
				String.valueOf(hung))
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		try {
			await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(ready));
			List<String> lines = Files.readAllLines(ready);
			ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
			assertThat(server.isAlive()).isTrue();
			assertThat(Path.of(lines.get(1))).exists();
			application.destroyForcibly();
			await().until(() -> !server.isAlive() && Files.notExists(Path.of(lines.get(1))));
		}
		finally {
			application.descendants().forEach(ProcessHandle::destroyForcibly);
			application.destroyForcibly();
		}
	}

}
