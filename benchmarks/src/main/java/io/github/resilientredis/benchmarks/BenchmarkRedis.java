/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Properties;

import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The Redis that all sides share, emptied: the one {@link Benchmarks} has started for the
 * whole run, or one of this side's own.
 */
final class BenchmarkRedis implements AutoCloseable {

	/** Names the system property by which forks learn of it. */
	static final String PORT = "benchmarks.redis.port";

	private final @Nullable RedisServer own;

	private final RedisStandaloneConfiguration address;

	private final LettuceConnectionFactory factory;

	private BenchmarkRedis(@Nullable RedisServer own, RedisStandaloneConfiguration address) {
		this.own = own;
		this.address = address;
		this.factory = new LettuceConnectionFactory(address);
	}

	static BenchmarkRedis open() {
		Integer shared = Integer.getInteger(PORT);
		RedisServer own = (shared == null) ? RedisServer.start() : null;
		BenchmarkRedis redis = new BenchmarkRedis(own, (own != null) ? address(own)
				: new RedisStandaloneConfiguration("127.0.0.1", (shared != null) ? shared : 0));
		redis.factory.start();
		try (RedisConnection connection = redis.factory.getConnection()) {
			connection.serverCommands().flushAll();
		}
		return redis;
	}

	static RedisStandaloneConfiguration address(RedisServer server) {
		return new RedisStandaloneConfiguration(server.host(), server.port());
	}

	RedisStandaloneConfiguration address() {
		return this.address;
	}

	/**
	 * How often a command was carried out, alone or in a script.
	 */
	long calls(String command) {
		try (RedisConnection connection = this.factory.getConnection()) {
			Properties stats = connection.serverCommands().info("commandstats");
			String line = (stats != null) ? stats.getProperty("cmdstat_" + command) : null;
			return (line != null) ? Long.parseLong(line.substring("calls=".length(), line.indexOf(','))) : 0;
		}
	}

	@Override
	public void close() {
		this.factory.destroy();
		if (this.own != null) {
			this.own.close();
		}
	}

}
