/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Duration;

import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

/**
 * How the caches of all sides are configured, and what is asked of them in the end.
 */
final class Caches {

	/** What Spring's Caffeine cache needs to be bounded like the near level. */
	static final String LIKE_NEAR = "maximumSize=10000,expireAfterWrite=60s";

	private static final String NAME = "products";

	private Caches() {
	}

	/** The layout in Redis, the same for Spring's manager and ours. */
	static RedisCacheConfiguration redis() {
		return RedisCacheConfiguration.defaultCacheConfig(Caches.class.getClassLoader()).entryTtl(Duration.ofHours(1));
	}

	static ResilientCacheConfiguration defaults() {
		return ResilientCacheConfiguration.of(redis());
	}

	static ResilientCacheConfiguration near(long maxSize) {
		return with(new NearLevelSettings(true, maxSize, Duration.ofSeconds(60)));
	}

	static ResilientCacheConfiguration withoutNear() {
		return with(new NearLevelSettings(false, 1, Duration.ofSeconds(60)));
	}

	static ResilientCacheConfiguration with(NearLevelSettings near) {
		return defaults().withNear(near);
	}

	/** Spring's default: neither bounded nor expiring. */
	static Cache caffeine() {
		return of(new CaffeineCacheManager());
	}

	static Cache caffeine(String specification) {
		CaffeineCacheManager manager = new CaffeineCacheManager();
		manager.setCacheSpecification(specification);
		return of(manager);
	}

	static Cache of(CacheManager manager) {
		Cache cache = manager.getCache(NAME);
		if (cache == null) {
			throw new IllegalStateException("There is no cache " + NAME);
		}
		return cache;
	}

	static @Nullable Object value(Cache cache, Object key) {
		Cache.ValueWrapper wrapper = cache.get(key);
		return (wrapper != null) ? wrapper.get() : null;
	}

	static void putAll(Cache cache, Object[] keys, Object[] values) {
		for (int i = 0; i < keys.length; i++) {
			cache.put(keys[i], values[i]);
		}
	}

	/** A side that is fast because it does not answer is not measured. */
	static void check(Cache cache, Object[] keys, Object[] values) {
		for (int i = 0; i < keys.length; i++) {
			Object found = value(cache, keys[i]);
			if (!values[i].equals(found)) {
				throw new IllegalStateException(keys[i] + " is " + found + " instead of " + values[i]);
			}
		}
	}

}
