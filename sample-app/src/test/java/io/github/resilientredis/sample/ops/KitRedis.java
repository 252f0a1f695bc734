/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real server with the kit's own configuration and users, made by the kit's own script.
 * Only the port and two directories are others. The test kit comes in as
 * {@code operator}. For one thread.
 */
final class KitRedis implements AutoCloseable {

	static final String PASSWORD = "app-0123456789abcdef";

	static final String OPERATOR_PASSWORD = "operator-0123456789abcdef";

	private static final Path KIT = KitFile.of("redis").path();

	private final RedisServer server;

	private KitRedis(RedisServer server) {
		this.server = server;
	}

	static KitRedis start(Path directory) throws Exception {
		Path run = directory.resolve("run");
		RedisServer server = RedisServer.builder()
			.user("operator", OPERATOR_PASSWORD)
			.config("include", run.resolve("redis.conf").toString())
			.prepare();
		try {
			Path data = Files.createDirectories(directory.resolve("data"));
			Path config = Files.createDirectories(directory.resolve("config"));
			Files.copy(KIT.resolve("users.acl"), config.resolve("users.acl"));
			Files.writeString(config.resolve("redis.conf"),
					Files.readString(KIT.resolve("redis.conf"))
						.replace("port 6379\n", "port " + server.port() + "\n")
						.replace("dir /data\n", "dir " + data + "\n")
						.replace("/run/redis/", run + "/"));
			render(config, Files.createDirectories(run));
			server.startUp();
			return new KitRedis(server);
		}
		catch (Exception ex) {
			server.close();
			throw ex;
		}
	}

	private static void render(Path config, Path run) throws IOException, InterruptedException {
		KitScript.Result made = KitScript.of("redis/start")
			.with("REDIS_CONFIG", config)
			.with("REDIS_RUN", run)
			.with("REDIS_SERVER", "true")
			.with("REDIS_PASSWORD", PASSWORD)
			.with("REDIS_OPERATOR_PASSWORD", OPERATOR_PASSWORD)
			.with("REDIS_MONITOR_PASSWORD", "monitor-0123456789abcdef")
			.run();
		assertThat(made.exitCode()).as(made.output()).isZero();
	}

	String host() {
		return this.server.host();
	}

	int port() {
		return this.server.port();
	}

	@Nullable Object ask(String... command) {
		return this.server.command(command);
	}

	/**
	 * What users tried and were refused.
	 * @return a line for each, such as {@code app: flushall}
	 */
	List<String> refused() {
		return Stream.of((List<?>) Objects.requireNonNull(ask("ACL", "LOG")))
			.flatMap(List::stream)
			.map((entry) -> fields((List<?>) entry))
			.map((entry) -> entry.get("username") + ": " + entry.get("object") + " (" + entry.get("context") + ")")
			.toList();
	}

	private static TreeMap<String, String> fields(List<?> entry) {
		TreeMap<String, String> fields = new TreeMap<>();
		for (int i = 0; i < entry.size(); i += 2) {
			fields.put(String.valueOf(entry.get(i)), String.valueOf(entry.get(i + 1)));
		}
		return fields;
	}

	/** Kills it once it has written what it acknowledged, and starts it on its files. */
	void killAndStart() {
		Awaitility.await()
			.until(() -> Arrays.stream(String.valueOf(ask("INFO", "persistence")).split("\r\n"))
				.filter((line) -> line.startsWith("aof_buffer_length:"))
				.allMatch("aof_buffer_length:0"::equals));
		this.server.kill();
		this.server.startUp();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
