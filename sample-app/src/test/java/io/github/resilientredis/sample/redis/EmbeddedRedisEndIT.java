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
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded server ends with the application, however that ends.
 */
class EmbeddedRedisEndIT {

	@TempDir
	private Path directory = Path.of("");

	@ParameterizedTest(name = "{0}, hung: {1}")
	@CsvSource({ "SIGTERM, false", "SIGTERM, true", "SIGKILL, false", "SIGKILL, true" })
	void whenTheApplicationGetsASignalThenNeitherServerNorFilesAreLeft(String signal, boolean hung) throws Exception {
		Path ready = this.directory.resolve("ready");
		Process application = start(ready, hung);
		try {
			await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(ready));
			List<String> lines = Files.readAllLines(ready);
			ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
			Path files = Path.of(lines.get(1));
			assertThat(server.isAlive()).isTrue();
			assertThat(files).exists();
			if ("SIGKILL".equals(signal)) {
				application.destroyForcibly();
			}
			else {
				application.destroy();
			}
			await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive() && Files.notExists(files));
			assertThat(application.waitFor()).isGreaterThan(128);
		}
		finally {
			application.descendants().forEach(ProcessHandle::destroyForcibly);
			application.destroyForcibly();
		}
	}

	private Process start(Path ready, boolean hung) throws Exception {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), EmbeddedRedisMain.class.getName(), ready.toString(),
				String.valueOf(hung))
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
	}

}
