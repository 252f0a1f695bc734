/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.ClusterCommandExecutor;
import org.springframework.data.redis.connection.ClusterTopologyProvider;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;

/**
 * A connection factory whose short command timeout does not cut blocking commands.
 *
 * <p>
 * Spring Data waits for every command no longer than the command timeout, whatever the
 * client's own limit for it is. Here the client alone sets the limit, a
 * {@link BlockingCommandTimeouts command at a time}; new connections still have the
 * command timeout for their handshake. Where the application gave the client time limits
 * of its own, or none, nothing changes.
 */
final class TunedConnectionFactory extends LettuceConnectionFactory {

	/**
	 * Whether the client limits commands by {@link BlockingCommandTimeouts}. Written by
	 * the thread that starts the factory, read by all that use it.
	 */
	private volatile boolean limitedByClient;

	private TunedConnectionFactory(RedisConfiguration configuration, LettuceClientConfiguration clientConfiguration) {
		super(configuration, clientConfiguration);
	}

	private TunedConnectionFactory(RedisStandaloneConfiguration configuration,
			LettuceClientConfiguration clientConfiguration) {
		super(configuration, clientConfiguration);
	}

	/**
	 * A factory with the settings of another that was not started yet.
	 * @param other the other factory
	 * @return the factory, not started
	 */
	static TunedConnectionFactory like(LettuceConnectionFactory other) {
		RedisConfiguration configuration = ConnectionConfigurations.of(other);
		LettuceClientConfiguration client = other.getClientConfiguration();
		TunedConnectionFactory factory = (configuration instanceof RedisStandaloneConfiguration standalone)
				? new TunedConnectionFactory(standalone, client) : new TunedConnectionFactory(configuration, client);
		factory.setShareNativeConnection(other.getShareNativeConnection());
		factory.setValidateConnection(other.getValidateConnection());
		factory.setEagerInitialization(other.getEagerInitialization());
		factory.setConvertPipelineAndTxResults(other.getConvertPipelineAndTxResults());
		factory.setPhase(other.getPhase());
		factory.setAutoStartup(other.isAutoStartup());
		factory.setEarlyStartup(other.isEarlyStartup());
		ConnectionConfigurations.executorOf(other).ifPresent(factory::setExecutor);
		return factory;
	}

	@Override
	protected AbstractRedisClient createClient() {
		AbstractRedisClient client = super.createClient();
		TimeoutOptions limits = client.getOptions().getTimeoutOptions();
		this.limitedByClient = limits.isTimeoutCommands() && limits.isApplyConnectionTimeout();
		if (this.limitedByClient) {
			setLimits(client,
					TimeoutOptions.builder()
						.timeoutSource(new BlockingCommandTimeouts(getClientConfiguration().getCommandTimeout()))
						.build());
		}
		return client;
	}

	private static void setLimits(AbstractRedisClient client, TimeoutOptions limits) {
		ClientOptions options = client.getOptions();
		if (client instanceof RedisClusterClient cluster) {
			cluster.setOptions(ClusterClientOptions.builder(options).timeoutOptions(limits).build());
		}
		else if (client instanceof RedisClient single) {
			single.setOptions(options.mutate().timeoutOptions(limits).build());
		}
	}

	@Override
	protected LettuceConnection doCreateLettuceConnection(
			@Nullable StatefulRedisConnection<byte[], byte[]> sharedConnection, LettuceConnectionProvider provider,
			long timeout, int database) {
		return super.doCreateLettuceConnection(sharedConnection, provider, this.limitedByClient ? 0 : timeout,
				database);
	}

	@Override
	protected LettuceClusterConnection doCreateLettuceClusterConnection(
			@Nullable StatefulRedisClusterConnection<byte[], byte[]> sharedConnection,
			LettuceConnectionProvider provider, ClusterTopologyProvider topology, ClusterCommandExecutor executor,
			Duration timeout) {
		return super.doCreateLettuceClusterConnection(sharedConnection, provider, topology, executor,
				this.limitedByClient ? Duration.ZERO : timeout);
	}

}
