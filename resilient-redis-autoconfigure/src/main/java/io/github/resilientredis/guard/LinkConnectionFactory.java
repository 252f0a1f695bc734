/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;

/**
 * Spring Data's factory, used for what it knows (turning every kind of configuration into
 * clients, connections and their blocking views) without what it would do on a request's
 * thread: it opens connections only when the supervisor asks.
 */
final class LinkConnectionFactory extends LettuceConnectionFactory {

	/** The native connection of the view being made; set and cleared by that thread. */
	private final ThreadLocal<@Nullable StatefulConnection<byte[], byte[]>> viewed = new ThreadLocal<>();

	private @Nullable LettuceConnectionProvider provider;

	LinkConnectionFactory(RedisConfiguration configuration, LettuceClientConfiguration clientConfiguration) {
		super(configuration, clientConfiguration);
		setEagerInitialization(false);
		setEarlyStartup(false);
	}

	/**
	 * Open a connection, creating the client first if need be. The supervisor's thread
	 * only.
	 * @return the connection to come
	 */
	@SuppressWarnings("unchecked")
	CompletionStage<StatefulConnection<byte[], byte[]>> connect() {
		return provider().getConnectionAsync(StatefulConnection.class)
			.thenApply((connection) -> (StatefulConnection<byte[], byte[]>) connection);
	}

	/**
	 * Open a connection for a subscription, creating the client first if need be. The
	 * channel's thread only.
	 * @return the connection to come; fails where Spring Data supports none
	 */
	@SuppressWarnings("unchecked")
	CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> connectPubSub() {
		return provider().getConnectionAsync(StatefulRedisPubSubConnection.class)
			.thenApply((connection) -> (StatefulRedisPubSubConnection<byte[], byte[]>) connection);
	}

	private LettuceConnectionProvider provider() {
		LettuceConnectionProvider connections = this.provider;
		if (connections == null) {
			start();
			connections = doCreateConnectionProvider(getRequiredNativeClient(), ByteArrayCodec.INSTANCE);
			this.provider = connections;
		}
		return connections;
	}

	RedisConnection view(StatefulConnection<byte[], byte[]> connection, Duration timeout) {
		if (connection instanceof StatefulRedisConnection<byte[], byte[]> single) {
			return new LettuceConnection(single, new NoFurtherConnections(), timeout.toMillis(), getDatabase());
		}
		this.viewed.set(connection);
		try {
			return getConnection();
		}
		finally {
			this.viewed.remove();
		}
	}

	@Override
	protected @Nullable StatefulRedisClusterConnection<byte[], byte[]> getSharedClusterConnection() {
		return (StatefulRedisClusterConnection<byte[], byte[]>) this.viewed.get();
	}

	/** Refuses what would open a connection on the calling thread. */
	private static final class NoFurtherConnections implements LettuceConnectionProvider {

		@Override
		public <T extends StatefulConnection<?, ?>> CompletionStage<T> getConnectionAsync(Class<T> connectionType) {
			return CompletableFuture.failedFuture(new InvalidDataAccessApiUsageException(
					"RedisGuard lends one shared connection: transactions, pipelines, blocking commands and "
							+ "subscriptions need one of their own. Use RedisGuard.await with asynchronous commands "
							+ "or a script instead, or the application's own RedisConnectionFactory"));
		}

	}

}
