/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.springframework.beans.DirectFieldAccessor;
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
		// The only way to a static master with replicas, for which there is no getter.
		Object configuration = new DirectFieldAccessor(factory).getPropertyValue("configuration");
		Assert.state(configuration instanceof RedisConfiguration, "The connection factory has no configuration");
		return (RedisConfiguration) configuration;
	}

}
