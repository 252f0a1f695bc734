/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A diagnosis of a server, as an application with caches, sessions and revoked tokens
 * would get it.
 */
final class Diagnosed {

	static final DiagnosisSettings.CacheUse CACHE = new DiagnosisSettings.CacheUse("", List.of("rates"), "json");

	static final DiagnosisSettings SETTINGS = new DiagnosisSettings(Duration.ofMillis(500), Duration.ofSeconds(15),
			"resilient-redis:", false, CACHE, new DiagnosisSettings.SessionUse("spring:session"), true, 0, Map.of());

	private Diagnosed() {
	}

	static DiagnosisReport server(RedisServer server) {
		return server(server.port(), null, server.password(), SETTINGS);
	}

	static DiagnosisReport server(int port, @Nullable String user, @Nullable String password,
			DiagnosisSettings settings) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", port);
		configuration.setUsername(user);
		configuration.setPassword(password);
		return run(configuration, (password != null) ? withPassword(settings) : settings);
	}

	static DiagnosisReport cluster(String nodes) {
		return run(new RedisClusterConfiguration(List.of(nodes.split(","))), SETTINGS);
	}

	private static DiagnosisReport run(RedisConfiguration configuration, DiagnosisSettings settings) {
		return with(configuration, (factory) -> new RedisDiagnosis(factory, settings, Clock.systemUTC()).run());
	}

	static <T> T with(RedisConfiguration configuration, Function<LettuceConnectionFactory, T> use) {
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.commandTimeout(Duration.ofSeconds(3))
			.shutdownTimeout(Duration.ZERO)
			.shutdownQuietPeriod(Duration.ZERO)
			.build();
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration, client);
		factory.start();
		try {
			return use.apply(factory);
		}
		finally {
			factory.destroy();
		}
	}

	private static DiagnosisSettings withPassword(DiagnosisSettings s) {
		return new DiagnosisSettings(s.timeout(), s.deadline(), s.keyPrefix(), true, s.cache(), s.sessions(),
				s.tokens(), s.connections(), s.configuration());
	}

	static DiagnosisSettings connecting(int connections) {
		DiagnosisSettings s = SETTINGS;
		return new DiagnosisSettings(s.timeout(), s.deadline(), s.keyPrefix(), s.passwordSet(), s.cache(), s.sessions(),
				s.tokens(), connections, s.configuration());
	}

	static DiagnosisSettings within(Duration deadline) {
		DiagnosisSettings s = SETTINGS;
		return new DiagnosisSettings(s.timeout(), deadline, s.keyPrefix(), s.passwordSet(), s.cache(), s.sessions(),
				s.tokens(), s.connections(), s.configuration());
	}

}
