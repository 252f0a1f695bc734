/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Keys without a text form, which have no place in Redis. The guard says that Redis can
 * be used and fails whoever tries.
 */
class LocalKeyTests {

	private final Object key = new Object();

	private final List<Object> keys = List.of(this.key);

	private static ResilientCache cache(ResilientCacheConfiguration configuration) {
		Cache cache = new ResilientCacheManager(CacheBackend.of(new SettableGuard(GuardState.AVAILABLE)), configuration)
			.getCache("numbers");
		assertThat(cache).isInstanceOf(ResilientCache.class);
		return (ResilientCache) cache;
	}

	private static ResilientCacheConfiguration defaults() {
		return ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig());
	}

	@Test
	void theirValuesAreKeptHere() {
		ResilientCache cache = cache(defaults());
		cache.put(this.key, 1);
		cache.put(this.keys, 2);
		assertThat(CacheFixture.value(cache, this.key)).isEqualTo(1);
		assertThat(CacheFixture.value(cache, List.of(this.key))).isEqualTo(2);
		assertThat(cache.getAll(List.of(this.key, new Object()))).containsExactly(entry(this.key, 1));
		assertThat(cache.putIfAbsent(this.key, 3)).extracting(Cache.ValueWrapper::get).isEqualTo(1);
		assertThat(cache.getStatistics().unwritable()).isGreaterThanOrEqualTo(7);
	}

	@Test
	void theyAreReadLoadedAndRemovedLikeOthers() {
		ResilientCache cache = cache(defaults());
		assertThat(cache.putIfAbsent(this.key, 1)).isNull();
		assertThat(cache.evictIfPresent(this.key)).isTrue();
		assertThat(cache.get(this.key)).isNull();
		assertThat(cache.<Integer>get(this.key, () -> 2)).isEqualTo(2);
		assertThat(cache.<Integer>get(this.key, () -> 3)).isEqualTo(2);
		assertThat(cache.retrieve(this.key).join()).isNotNull();
		cache.evictAll(List.of(this.key));
		assertThat(cache.get(this.key)).isNull();
		cache.putAll(Map.of(this.key, 4));
		assertThat(CacheFixture.value(cache, this.key)).isEqualTo(4);
	}

	@Test
	void theyAreNotTheirText() {
		ResilientCache cache = cache(defaults());
		cache.put(this.key, 1);
		assertThat(cache.getAll(List.of(this.key.toString()))).isEmpty();
	}

	@Test
	void theyAreRefusedIfSoConfigured() {
		ResilientCache cache = cache(defaults().withOnUnserializable(UnserializablePolicy.FAIL));
		assertThatIllegalStateException().isThrownBy(() -> cache.get(this.key))
			.withMessageContaining("Cannot convert cache key");
		assertThatIllegalStateException().isThrownBy(() -> cache.putAll(Map.of("one", 1, this.key, 2)))
			.withMessageContaining("Cannot convert cache key");
		assertThat(cache.get("one")).isNull();
	}

	@Test
	void thoseOfSeveralTenantsAreKeptApart() {
		AtomicReference<String> tenant = new AtomicReference<>("a");
		ResilientCache cache = cache(ResilientCacheConfiguration
			.of(RedisCacheConfiguration.defaultCacheConfig().computePrefixWith((name) -> tenant.get() + "::" + name)));
		cache.put(this.key, 1);
		tenant.set("b");
		assertThat(cache.get(this.key)).isNull();
		tenant.set("a");
		assertThat(cache.get(this.key)).isNotNull();
	}

}
