/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis server of this application's own, on a free port of 127.0.0.1, with a temporary
 * directory for its data. It runs as a child process from the binary inside the
 * embedded-redis jar, and ends with the application, however that ends.
 * <p>
 * The process is replaced by the {@link EmbeddedRedisControls}, one thread at a time;
 * readers see the latest.
 */
class EmbeddedRedis implements DataRedisConnectionDetails, AutoCloseable {

	static final String HOST = "127.0.0.1";

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedRedis.class);

	private static final int ATTEMPTS = 5;

	/**
	 * Below the range from which the system takes ports for outgoing connections: while
	 * the server is down, a client that tries to reach it could be given its port.
	 */
	private static final int FIRST_PORT = 12_000;

	private static final int LAST_PORT = 31_999;

	private final Path directory;

	private final String executable;

	private final int port;

	private volatile RedisProcess process;

	private volatile boolean closed;

	private EmbeddedRedis(Path directory, String executable, int port) throws IOException {
		this.directory = directory;
		this.executable = executable;
		this.port = port;
		this.process = RedisProcess.launch(executable, directory, HOST, port);
	}

	/**
	 * Start a server and wait until it accepts connections.
	 * @return the running server
	 */
	static EmbeddedRedis start() {
		IOException failure = new IOException("not tried");
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				EmbeddedRedis redis = create();
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

	private static EmbeddedRedis create() throws IOException {
		Path directory = Files.createTempDirectory("sample-redis-");
		try {
			String executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().getPath();
			return new EmbeddedRedis(directory, executable, freePort());
		}
		catch (IOException | RuntimeException ex) {
			FileSystemUtils.deleteRecursively(directory);
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
			return port;
		}
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of(HOST, this.port);
	}

	/**
	 * Start it on its port again, with the data that it left. Its process has ended.
	 * @throws IOException if it does not start
	 */
	void startAgain() throws IOException {
		this.process = RedisProcess.launch(this.executable, this.directory, HOST, this.port);
		// Closing looks at the process after it has said that it closes.
		if (this.closed) {
			this.process.kill();
		}
	}

	/**
	 * Forget the data. Its process has ended.
	 * @throws IOException if the file cannot be removed
	 */
	void deleteData() throws IOException {
		Files.deleteIfExists(this.directory.resolve("appendonly.aof"));
	}

	RedisProcess process() {
		return this.process;
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	Path directory() {
		return this.directory;
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		try {
			this.process.kill();
		}
		finally {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

}
