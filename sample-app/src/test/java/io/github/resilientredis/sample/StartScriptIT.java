/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The start script, run. In place of Java most tests have a script that prints what it is
 * called with.
 */
@ExtendWith(RedisKitExtension.class)
class StartScriptIT {

	private static final Path SCRIPT = Path.of("bin", "start").toAbsolutePath();

	private static final Pattern STARTED = Pattern.compile("The sample application is at http://localhost:([0-9]+)");

	@Test
	void itSaysWhatRedisDoesAndStartsAnyway(RedisServer redis, @TempDir Path directory) throws Exception {
		Map<String, String> address = Map.of("REDIS_HOST", redis.host(), "REDIS_PORT", String.valueOf(redis.port()),
				"REDIS_CHECK_ATTEMPTS", "1");
		String place = "Redis at " + redis.host() + ":" + redis.port();
		assertThat(run(directory, address, "--one=1", "two words")).containsExactly("start: " + place + " answers",
				"java [-jar] [" + jar(directory) + "] [--one=1] [two words]");
		redis.requirePassword("secret");
		assertThat(run(directory,
				Map.of("REDIS_URL", "redis://user:p%40ss@" + redis.host() + ":" + redis.port() + "/2?x=y"), "--one=1"))
			.contains("start: " + place + " answers and asks for a password")
			.noneMatch((line) -> line.contains("p%40ss"));
		redis.dropPassword();
		redis.hang();
		assertThat(run(directory, address))
			.contains("start: " + place + " accepts connections but does not answer (hung, or TLS) (attempt 1/1)")
			.last()
			.asString()
			.startsWith("java [-jar]");
		redis.resume();
	}

	@Test
	void anAbsentRedisIsLookedForAFewTimes(@TempDir Path directory) throws Exception {
		assertThat(run(directory, Map.of("REDIS_URL", "redis://127.0.0.1:1", "REDIS_CHECK_ATTEMPTS", "2")))
			.containsExactly("start: Redis at 127.0.0.1:1 cannot be reached (attempt 1/2)",
					"start: Redis at 127.0.0.1:1 cannot be reached (attempt 2/2)",
					"start: starting without Redis; the application finds it when it comes",
					"java [-jar] [" + jar(directory) + "]");
	}

	@Test
	void whatCannotWorkIsSaid(@TempDir Path directory) throws Exception {
		assertThat(run(directory, Map.of("REDIS_HOST", "127.0.0.1", "REDIS_CHECK_ATTEMPTS", "many")))
			.containsExactly("start: REDIS_CHECK_ATTEMPTS is 'many', but should be a number from 1 on");
		assertThat(run(directory, Map.of("SAMPLE_JAR", "/no/such.jar"))).singleElement()
			.asString()
			.contains("there is no /no/such.jar", "Build it");
	}

	@Test
	void itStartsTheApplication() throws Exception {
		Process process = process(Map.of("REDIS_HOST", "127.0.0.1", "REDIS_PORT", "1", "REDIS_CHECK_ATTEMPTS", "1"),
				"--server.port=0");
		try (BufferedReader output = process.inputReader()) {
			assertThat(output.readLine()).contains("cannot be reached");
			int port = output.lines()
				.map(STARTED::matcher)
				.filter(Matcher::find)
				.map((found) -> Integer.valueOf(found.group(1)))
				.findFirst()
				.orElseThrow();
			assertThat(new SampleClient(port).get("/api/health/").status()).isEqualTo(200);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private static Path jar(Path directory) {
		return directory.resolve("application.jar");
	}

	private static List<String> run(Path directory, Map<String, String> environment, String... arguments)
			throws IOException, InterruptedException {
		Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
		Files.writeString(java, "#!/bin/sh\nprintf java\nprintf ' [%s]' \"$@\"\necho\n");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		Files.writeString(jar(directory), "");
		Map<String, String> all = new HashMap<>(
				Map.of("JAVA_HOME", directory.toString(), "SAMPLE_JAR", jar(directory).toString()));
		all.putAll(environment);
		Process process = process(all, arguments);
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
			return lines;
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static Process process(Map<String, String> environment, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("REDIS_") || name.startsWith("SAMPLE_"));
		builder.environment().putAll(environment);
		return builder.start();
	}

}
