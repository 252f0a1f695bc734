/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances with our cache manager and with Spring's own work side by side.
 */
@ExtendWith(RedisKitExtension.class)
class DropInIT {

	static Stream<RedisCacheConfiguration> layouts() {
		RedisCacheConfiguration springs = RedisCacheConfiguration.defaultCacheConfig();
		return Stream.of(springs, springs.prefixCacheNameWith("app:"), springs.disableKeyPrefix(),
				springs.entryTtl(Duration.ofMinutes(5)), springs.entryTtl(Duration.ofMinutes(5)).enableTimeToIdle(),
				springs.serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.json())),
				springs.serializeKeysWith(SerializationPair.fromSerializer(RedisSerializer.string()))
					.computePrefixWith((name) -> name + "/"));
	}

	@ParameterizedTest
	@MethodSource("layouts")
	void whatSpringsCachePutsIsServed(RedisCacheConfiguration layout, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			Cache springs = fixture.springs("numbers", layout);
			ResilientCache ours = fixture.cache(layout);
			for (Object key : new Object[] { "one", 2L, new SimpleKey("three", 3), SimpleKey.EMPTY }) {
				springs.put(key, "value of " + key);
				assertThat(value(ours, key)).isEqualTo("value of " + key);
			}
			springs.put("null", null);
			assertThat(value(ours, "null")).isNull();
			Cache.ValueWrapper existing = ours.putIfAbsent("one", "other");
			assertThat(existing).isNotNull().extracting(Cache.ValueWrapper::get).isEqualTo("value of one");
		}
	}

	@ParameterizedTest
	@MethodSource("layouts")
	void whatWePutIsServedBySpringsCache(RedisCacheConfiguration layout, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			Cache springs = fixture.springs("numbers", layout);
			ResilientCache ours = fixture.cache(layout);
			for (Object key : new Object[] { "one", 2L, new SimpleKey("three", 3), SimpleKey.EMPTY }) {
				ours.put(key, "value of " + key);
				assertThat(value(springs, key)).isEqualTo("value of " + key);
			}
			ours.put("null", null);
			assertThat(value(springs, "null")).isNull();
			assertThat(ours.putIfAbsent("absent", "put")).isNull();
			assertThat(value(springs, "absent")).isEqualTo("put");
			assertThat(ours.get("loaded", () -> "loaded")).isEqualTo("loaded");
			assertThat(value(springs, "loaded")).isEqualTo("loaded");
			ours.evict("one");
			assertThat(springs.get("one")).isNull();
			assertThat(ours.evictIfPresent(2L)).isTrue();
			assertThat(springs.get(2L)).isNull();
			ours.clear();
			assertThat(springs.get("null")).isNull();
			assertThat(server.command("DBSIZE")).isEqualTo(0L);
		}
	}

	@ParameterizedTest
	@MethodSource("layouts")
	void keysAndBytesAreTheSame(RedisCacheConfiguration layout, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			fixture.springs("numbers", layout).put("one", "1");
			Object key = server.command("KEYS", "*");
			Object bytes = server.command("EVAL", "return redis.sha1hex(redis.call('get', redis.call('keys','*')[1]))",
					"0");
			server.command("FLUSHALL");
			fixture.cache(layout).put("one", "1");
			assertThat(server.command("KEYS", "*")).isEqualTo(key);
			assertThat(
					server.command("EVAL", "return redis.sha1hex(redis.call('get', redis.call('keys','*')[1]))", "0"))
				.isEqualTo(bytes);
		}
	}

	@Test
	void recordsTravelBothWays(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			Rate rate = new Rate("EUR", new BigDecimal("1.08"));
			fixture.springs().put("EUR", rate);
			assertThat(value(fixture.cache(), "EUR")).isEqualTo(rate);
			fixture.cache().put("USD", rate);
			assertThat(value(fixture.springs(), "USD")).isEqualTo(rate);
		}
	}

	@Test
	void whenThePrefixIsComputedForEachCallThenTenantsDoNotShareValues(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			AtomicReference<String> tenant = new AtomicReference<>("a");
			ResilientCache cache = fixture.cache(RedisCacheConfiguration.defaultCacheConfig()
				.computePrefixWith((name) -> tenant.get() + ":" + name + "::"));
			cache.put("one", "of a");
			tenant.set("b");
			assertThat(cache.get("one")).isNull();
			cache.put("one", "of b");
			tenant.set("a");
			assertThat(value(cache, "one")).isEqualTo("of a");
			assertThat(server.command("EXISTS", "a:numbers::one", "b:numbers::one")).isEqualTo(2L);
		}
	}

	record Rate(String currency, BigDecimal value) implements Serializable {
	}

}
