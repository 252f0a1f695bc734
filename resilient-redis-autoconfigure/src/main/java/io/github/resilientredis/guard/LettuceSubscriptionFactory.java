/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.StaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens the channel's connections with a client of its own, configured as the guard's.
 */
final class LettuceSubscriptionFactory implements SubscriptionFactory {

	private final RedisConfiguration configuration;

	private final LettuceClientConfiguration clientConfiguration;

	private final byte[] channel;

	/** Used by the channel's thread, and by the one that stops, after its end. */
	private volatile @Nullable LinkConnectionFactory factory;

	LettuceSubscriptionFactory(LettuceConnectionFactory application, GuardSettings settings, byte[] channel) {
		this.configuration = ConnectionConfigurations.of(application);
		this.clientConfiguration = LettuceLinkFactory.derive(this.configuration, application.getClientConfiguration(),
				settings, "-channel", settings.clientName() + "-channel");
		this.channel = channel;
	}

	/** Spring Data Redis has none for a static list of master and replicas. */
	@Override
	public boolean isSupported() {
		return !(this.configuration instanceof StaticMasterReplicaConfiguration);
	}

	@Override
	public CompletionStage<Subscription> connect(Reception reception) {
		LinkConnectionFactory connections = this.factory;
		if (connections == null) {
			connections = new LinkConnectionFactory(this.configuration, this.clientConfiguration);
			this.factory = connections;
		}
		return connections.connectPubSub()
			.thenApply((connection) -> new LettuceSubscription(connection, this.channel, reception));
	}

	@Override
	public void stop() {
		LinkConnectionFactory connections = this.factory;
		if (connections != null) {
			connections.destroy();
			this.factory = null;
		}
	}

}
