/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens links to whatever the application's own factory is configured for: same servers,
 * credentials, TLS, database and client resources, but connections of their own.
 *
 * <p>
 * They differ from the application's in this: nothing is queued while disconnected; a
 * single connection does not reconnect by itself (the supervisor opens a fresh one); the
 * client runs no timer for a command, because the guard bounds each wait itself, with a
 * deadline that may be longer than the timeout.
 */
final class LettuceLinkFactory implements LinkFactory {

	private static final int MAX_QUEUED_COMMANDS = 65_536;

	private final RedisConfiguration configuration;

	private final LettuceClientConfiguration clientConfiguration;

	private final RedisTarget target;

	private final GuardSettings settings;

	private final Clock clock;

	private final byte[] marker;

	/** Created by the supervisor's thread; also read by the thread that stops. */
	private volatile @Nullable LinkConnectionFactory factory;

	LettuceLinkFactory(LettuceConnectionFactory application, GuardSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.configuration = ConnectionConfigurations.of(application);
		this.target = RedisTarget.of(application);
		this.clientConfiguration = derive(this.configuration, application.getClientConfiguration(), settings, "-guard",
				settings.clientName());
		this.marker = (settings.keyPrefix() + "marker").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The client's configuration for connections of the library.
	 * @param configuration where they lead
	 * @param source the application's
	 * @param settings how far to go
	 * @param suffix what is added to the application's client name, if it has one
	 * @param clientName the name otherwise
	 * @return the configuration
	 */
	static LettuceClientConfiguration derive(RedisConfiguration configuration, LettuceClientConfiguration source,
			GuardSettings settings, String suffix, String clientName) {
		boolean cluster = configuration instanceof RedisConfiguration.ClusterConfiguration;
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder()
			// Bounds the handshake; commands are bounded by the guard.
			.commandTimeout(settings.connectTimeout())
			.clientName(source.getClientName().map((name) -> name + suffix).orElse(clientName))
			.shutdownQuietPeriod(Duration.ZERO)
			.clientOptions(derive(source.getClientOptions().orElseGet(ClientOptions::create), settings, cluster));
		source.getClientResources().ifPresent(builder::clientResources);
		source.getRedisCredentialsProviderFactory().ifPresent(builder::redisCredentialsProviderFactory);
		if (source.isUseSsl()) {
			var ssl = builder.useSsl().verifyPeer(source.getVerifyMode());
			if (source.isStartTls()) {
				ssl.startTls();
			}
		}
		return builder.build();
	}

	private static ClientOptions derive(ClientOptions source, GuardSettings settings, boolean cluster) {
		ClientOptions.Builder builder = source.mutate();
		// Only the cluster client can open a connection to one node anew.
		return builder.autoReconnect(cluster)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.requestQueueSize(MAX_QUEUED_COMMANDS)
			.timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
			.socketOptions(SocketTuning.socketOptions(settings.connectTimeout()))
			.build();
	}

	@Override
	public CompletionStage<Link> connect() {
		LinkConnectionFactory views = this.factory;
		if (views == null) {
			views = new LinkConnectionFactory(this.configuration, this.clientConfiguration);
			this.factory = views;
		}
		LinkConnectionFactory source = views;
		return source.connect().thenApply((connection) -> link(connection, source));
	}

	private Link link(StatefulConnection<byte[], byte[]> connection, LinkConnectionFactory source) {
		if (connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			return new ClusterLink(cluster, source, this.settings, this.clock);
		}
		return new LettuceLink((StatefulRedisConnection<byte[], byte[]>) connection, source, this.marker);
	}

	@Override
	public RedisTarget target() {
		return this.target;
	}

	@Override
	public void stop() {
		LinkConnectionFactory views = this.factory;
		if (views != null) {
			views.destroy();
			this.factory = null;
		}
	}

}
