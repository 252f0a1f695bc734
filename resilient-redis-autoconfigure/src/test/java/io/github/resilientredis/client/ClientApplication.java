/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.util.concurrent.CompletionStage;

import io.github.resilientredis.journal.DurableWriteHandler;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application with every feature.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
class ClientApplication {

	/** The type of its durable writes, which are appended to lists. */
	static final String APPEND = "append";

	@Bean
	SecurityFilterChain everybody(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable()).logout((logout) -> logout.disable()).build();
	}

	@Bean
	DurableWriteHandler appends() {
		return new Appends();
	}

	private static final class Appends implements DurableWriteHandler {

		@Override
		public String type() {
			return APPEND;
		}

		@Override
		public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
			return redis.rpush(key, payload);
		}

	}

}
