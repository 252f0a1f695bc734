/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis server of this application's own, on a free port of 127.0.0.1 and in memory
 * only. It runs as a child process from the binary inside the embedded-redis jar, and
 * ends with the application context. Only a JVM that is killed outright ({@code kill -9})
 * leaves it behind; its process id is in the log.
 */
class EmbeddedRedis implements DataRedisConnectionDetails, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedRedis.class);

	private static final String HOST = "127.0.0.1";

	private static final int ATTEMPTS = 3;

	private final Path directory;

	private final Process process;

	private final int port;

	private EmbeddedRedis(Path directory, Process process, int port) {
		this.directory = directory;
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server and wait until it accepts connections.
	 * @return the running server
	 */
	static EmbeddedRedis start() {
		IOException failure = new IOException("not tried");
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				EmbeddedRedis redis = launch();
				logger.info("Embedded Redis is at {}:{} (pid {}). Break it with 'kill -STOP {}', mend it with -CONT.",
						HOST, redis.port, redis.pid(), redis.pid());
				return redis;
			}
			catch (IOException ex) {
				// Another process may have taken the port in between.
				failure = ex;
			}
		}
		throw new ConfigurationProblem("The embedded Redis does not start: " + failure.getMessage(),
				"Set REDIS_URL to a Redis of yours, or run without one: --sample.redis=none");
	}

	private static EmbeddedRedis launch() throws IOException {
		Path directory = Files.createTempDirectory("sample-redis-");
		try {
			int port = freePort();
			String executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().getPath();
			Process process = new ProcessBuilder(List.of(executable, "--port", String.valueOf(port), "--bind", HOST,
					"--save", "", "--appendonly", "no"))
				.directory(directory.toFile())
				.redirectErrorStream(true)
				.start();
			new ServerOutput(process).awaitReady();
			return new EmbeddedRedis(directory, process, port);
		}
		catch (IOException | RuntimeException ex) {
			FileSystemUtils.deleteRecursively(directory);
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of(HOST, this.port);
	}

	long pid() {
		return this.process.pid();
	}

	Path directory() {
		return this.directory;
	}

	@Override
	public void close() throws IOException {
		try {
			this.process.destroy();
			if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
