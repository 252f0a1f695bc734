/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class RedisTargetTests {

	@Test
	void everyKindOfConfigurationIsDescribedWithoutCredentials() {
		RedisStandaloneConfiguration standalone = new RedisStandaloneConfiguration("redis.example.com", 6380);
		standalone.setUsername("app");
		standalone.setPassword("s3cret");
		assertThat(RedisTarget.of(standalone, true))
			.isEqualTo(new RedisTarget(RedisTarget.Mode.STANDALONE, List.of("redis.example.com:6380"), null, true));
		assertThat(RedisTarget.of(standalone, false).describe()).isEqualTo("redis.example.com:6380");
		assertThat(RedisTarget.of(new RedisStandaloneConfiguration("::1", 6379), false).describe())
			.isEqualTo("[::1]:6379");
		assertThat(RedisTarget
			.of(new RedisSentinelConfiguration().master("main").sentinel("b", 26379).sentinel("a", 26379), false)
			.describe()).isEqualTo("master 'main' of the Sentinels a:26379, b:26379");
		assertThat(RedisTarget.of(new RedisClusterConfiguration().clusterNode("a", 1).clusterNode("b", 2), false)
			.describe()).isEqualTo("the Cluster of a:1, b:2");
		assertThat(RedisTarget.of(new RedisStaticMasterReplicaConfiguration("a", 1), false).describe())
			.isEqualTo("the master among a:1");
		assertThat(RedisTarget.of(new RedisSocketConfiguration("/run/redis.sock"), false).describe())
			.isEqualTo("/run/redis.sock");
	}

}
