/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Optional;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.Assert;

/**
 * Finds what an application's factory connects to.
 */
final class ConnectionConfigurations {

	private ConnectionConfigurations() {
	}

	/**
	 * The configuration of a factory, of whatever kind.
	 * @param factory the factory
	 * @return its configuration, shared with it: not to be changed
	 */
	static RedisConfiguration of(LettuceConnectionFactory factory) {
		if (factory.getClusterConfiguration() != null) {
			return factory.getClusterConfiguration();
		}
		if (factory.getSentinelConfiguration() != null) {
			return factory.getSentinelConfiguration();
		}
		if (factory.getSocketConfiguration() != null) {
			return factory.getSocketConfiguration();
		}
		// No getter tells a static master with replicas, or a standalone server that was
		// given as a RedisConfiguration, from a factory that was given nothing.
		Object configuration = new DirectFieldAccessor(factory).getPropertyValue("configuration");
		Assert.state(configuration instanceof RedisConfiguration, "The connection factory has no configuration");
		return (RedisConfiguration) configuration;
	}

	/**
	 * The executor that a factory was given for commands to many Cluster nodes.
	 * @param factory the factory
	 * @return its executor, for which there is no getter; empty if it has none
	 */
	static Optional<AsyncTaskExecutor> executorOf(LettuceConnectionFactory factory) {
		Object executor = new DirectFieldAccessor(factory).getPropertyValue("executor");
		return Optional.ofNullable((AsyncTaskExecutor) executor);
	}

}
