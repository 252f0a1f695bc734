/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application in a JVM of its own, told where Redis is by environment
 * variables, as anybody would start it. Everything it writes is kept until it is closed.
 */
public final class PackagedSample implements AutoCloseable {

	private static final Pattern URL = Pattern.compile("The sample application is at http://localhost:(\\d+)");

	private final Process process;

	private final Path output;

	private final int port;

	private PackagedSample(Process process, Path output) {
		this.process = process;
		this.output = output;
		try {
			this.port = awaitPort();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Start it and wait until it serves.
	 * @param redis where Redis is, unless the variables say otherwise
	 * @param variables of its environment
	 * @param arguments of its command line
	 * @return the running application
	 */
	public static PackagedSample on(RedisServer redis, Map<String, String> variables, String... arguments) {
		Path jar = Path.of(System.getProperty("sample.jar", "target/sample-app-exec.jar"));
		assertThat(jar).as("the packaged application, made by 'package'").isRegularFile();
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-jar", jar.toString()));
		command.addAll(List.of(arguments));
		try {
			Path output = Files.createTempFile("sample-app-", ".log");
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			// A machine's own settings are none of the test's.
			builder.environment().keySet().removeIf((name) -> name.matches("(REDIS|PG|CORS|MAIL|SAMPLE|SPRING)_?.*"));
			builder.environment()
				.putAll(Map.of("PORT", "0", "REDIS_HOST", redis.host(), "REDIS_PORT", String.valueOf(redis.port())));
			builder.environment().putAll(variables);
			return new PackagedSample(builder.start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int awaitPort() {
		Awaitility.await("the start of the application")
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(90))
			.failFast(() -> assertThat(this.process.isAlive()).as(log()).isTrue())
			.until(() -> URL.matcher(log()).find());
		Matcher matcher = URL.matcher(log());
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	public String log() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As a service manager does it; whoever does not go is killed. */
	@Override
	public void close() {
		try {
			this.process.destroy();
			if (!this.process.waitFor(15, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
			Files.delete(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
