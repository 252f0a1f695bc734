/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;

/**
 * A writer that is connected to nothing. Spring Data's cache classes demand a writer even
 * where they only hold configuration or convert keys and values; given this one they can
 * do that and no more. Thread-safe.
 */
public final class DetachedCacheWriter implements RedisCacheWriter {

	@Override
	public byte @Nullable [] get(String name, byte[] key) {
		throw detached();
	}

	@Override
	public CompletableFuture<byte[]> retrieve(String name, byte[] key, @Nullable Duration ttl) {
		throw detached();
	}

	@Override
	public void put(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		throw detached();
	}

	@Override
	public CompletableFuture<Void> store(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		throw detached();
	}

	@Override
	public byte @Nullable [] putIfAbsent(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		throw detached();
	}

	@Override
	public void evict(String name, byte[] key) {
		throw detached();
	}

	@Override
	public void clear(String name, byte[] pattern) {
		throw detached();
	}

	@Override
	public CacheStatistics getCacheStatistics(String cacheName) {
		return CacheStatisticsCollector.none().getCacheStatistics(cacheName);
	}

	@Override
	public void clearStatistics(String name) {
		throw detached();
	}

	@Override
	public RedisCacheWriter withStatisticsCollector(CacheStatisticsCollector cacheStatisticsCollector) {
		return this;
	}

	private static UnsupportedOperationException detached() {
		return new UnsupportedOperationException("This writer is not connected to Redis");
	}

}
