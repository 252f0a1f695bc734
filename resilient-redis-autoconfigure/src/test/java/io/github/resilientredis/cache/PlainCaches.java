/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of an application that does without the library: Spring's own caches, which
 * show what is in Redis and in nobody's memory. To be opened on a server that answers,
 * and closed before it is made to fail.
 */
public final class PlainCaches implements AutoCloseable {

	private final LettuceConnectionFactory connections;

	private final RedisCacheManager caches;

	private PlainCaches(LettuceConnectionFactory connections) {
		this.connections = connections;
		this.caches = RedisCacheManager
			.builder(RedisCacheWriter.create(connections, RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites))
			.build();
	}

	public static PlainCaches of(RedisServer server) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration(server.host(), server.port()));
		connections.start();
		return new PlainCaches(connections);
	}

	public Cache cache(String name) {
		Cache cache = this.caches.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	public @Nullable Object get(String name, String key) {
		Cache.ValueWrapper wrapper = cache(name).get(key);
		return (wrapper != null) ? wrapper.get() : null;
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
