/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The same call made through Lettuce's blocking and asynchronous interfaces and through
 * Spring Data. Connects on first use.
 */
final class ThreeClients implements AutoCloseable {

	private static final String KEY = "key";

	private final RedisClient client;

	private final LettuceConnectionFactory factory;

	private final StringRedisTemplate template;

	private @Nullable StatefulRedisConnection<String, String> connection;

	private ThreeClients(RedisURI uri) {
		uri.setTimeout(Duration.ofSeconds(1));
		ClientOptions options = ClientOptions.builder()
			.timeoutOptions(TimeoutOptions.enabled())
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.build();
		this.client = RedisClient.create(uri);
		this.client.setOptions(options);
		this.factory = new LettuceConnectionFactory(configuration(uri),
				LettuceClientConfiguration.builder()
					.commandTimeout(uri.getTimeout())
					.clientOptions(options)
					.shutdownTimeout(Duration.ZERO)
					.build());
		this.factory.afterPropertiesSet();
		this.template = new StringRedisTemplate(this.factory);
	}

	static ThreeClients on(RedisServer server) {
		return on(server.host(), server.port(), (uri) -> {
		});
	}

	static ThreeClients on(String host, int port, Consumer<RedisURI> settings) {
		RedisURI uri = RedisURI.create(host, port);
		settings.accept(uri);
		return new ThreeClients(uri);
	}

	private static RedisStandaloneConfiguration configuration(RedisURI uri) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(uri.getHost(), uri.getPort());
		RedisCredentials credentials = uri.getCredentialsProvider().resolveCredentials().block();
		if (credentials != null && credentials.hasPassword()) {
			configuration.setUsername(credentials.getUsername());
			configuration.setPassword(credentials.getPassword());
		}
		return configuration;
	}

	List<ThrowingCallable> get() {
		return List.of(() -> connection().sync().get(KEY),
				() -> connection().async().get(KEY).toCompletableFuture().join(),
				() -> this.template.opsForValue().get(KEY));
	}

	List<ThrowingCallable> set() {
		return List.of(() -> connection().sync().set(KEY, "v"),
				() -> connection().async().set(KEY, "v").toCompletableFuture().join(),
				() -> this.template.opsForValue().set(KEY, "v"));
	}

	List<ThrowingCallable> eval(String script) {
		return List.of(() -> connection().sync().eval(script, ScriptOutputType.VALUE, KEY),
				() -> connection().async().eval(script, ScriptOutputType.VALUE, KEY).toCompletableFuture().join(),
				() -> this.template.execute(RedisScript.of(script, String.class), List.of(KEY)));
	}

	void send(String script) {
		connection().async().eval(script, ScriptOutputType.VALUE);
	}

	void connect() {
		connection();
		this.factory.getConnection().close();
	}

	private StatefulRedisConnection<String, String> connection() {
		StatefulRedisConnection<String, String> open = this.connection;
		if (open == null) {
			open = this.client.connect();
			this.connection = open;
		}
		return open;
	}

	@Override
	public void close() {
		this.factory.destroy();
		this.client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
	}

}
