/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * An application with Spring's own Redis cache, whose writes are answered by Redis.
 */
final class SpringNode implements AutoCloseable {

	private final LettuceConnectionFactory factory;

	private final Cache cache;

	private SpringNode(RedisStandaloneConfiguration address) {
		this.factory = new LettuceConnectionFactory(address);
		this.factory.start();
		RedisCacheWriter writer = RedisCacheWriter.create(this.factory, RedisCacheWriterConfigurer::immediateWrites);
		RedisCacheManager manager = RedisCacheManager.builder(writer).cacheDefaults(Caches.redis()).build();
		manager.afterPropertiesSet();
		this.cache = Caches.of(manager);
	}

	static SpringNode on(RedisStandaloneConfiguration address) {
		return new SpringNode(address);
	}

	Cache cache() {
		return this.cache;
	}

	@Override
	public void close() {
		this.factory.destroy();
	}

}
