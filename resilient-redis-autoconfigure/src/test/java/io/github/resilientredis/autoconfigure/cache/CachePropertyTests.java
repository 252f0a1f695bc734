/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * What each property of the cache does while Redis is away.
 */
class CachePropertyTests {

	private static final String PREFIX = "resilient-redis.cache.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, CacheAutoConfiguration.class,
				ResilientCacheAutoConfiguration.class))
		.withUserConfiguration(ResilientCacheAutoConfigurationTests.Caching.class)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.UNAVAILABLE));

	@Test
	void jsonAllowedPackagesAreWhoseTypesMayBeWritten() {
		String[] strict = { PREFIX + "serializer=json", PREFIX + "on-unserializable=fail",
				PREFIX + "json-allowed-packages=org.example" };
		cache((cache) -> assertThatRuntimeException().isThrownBy(() -> cache.put("one", new Rate("EUR"))), strict);
		strict[2] = PREFIX + "json-allowed-packages=org.example," + getClass().getPackageName();
		cache((cache) -> {
			cache.put("one", new Rate("EUR"));
			assertThat(cache.get("one", Rate.class)).isEqualTo(new Rate("EUR"));
		}, strict);
	}

	@Test
	void onUnserializableKeepsAValueOrRefusesIt() {
		Object value = new Object();
		cache((cache) -> {
			cache.put("one", value);
			assertThat(cache.get("one", Object.class)).isSameAs(value);
		});
		cache((cache) -> assertThatRuntimeException().isThrownBy(() -> cache.put("one", value)),
				PREFIX + "on-unserializable=fail");
	}

	@Test
	void withoutTheLocalLevelNothingIsKept() {
		cache((cache) -> {
			cache.put("one", 1);
			assertThat(cache.get("one")).isNotNull();
		});
		cache((cache) -> {
			cache.put("one", 1);
			assertThat(cache.get("one")).isNull();
		}, PREFIX + "local.enabled=false");
	}

	@Test
	void localMaxSizeIsHowManyEntriesAreKept() {
		Consumer<Cache> fill = (cache) -> IntStream.range(0, 100).forEach((key) -> cache.put(key, key));
		cache((cache) -> {
			fill.accept(cache);
			assertThat(kept(cache)).isEqualTo(100);
		});
		cache((cache) -> {
			fill.accept(cache);
			Awaitility.await().untilAsserted(() -> assertThat(kept(cache)).isBetween(1L, 7L));
		}, PREFIX + "local.max-size=7");
	}

	@Test
	void localTimeToLiveIsHowLongAnEntryIsKept() {
		this.runner.withPropertyValues(PREFIX + "local.time-to-live=20ms", PREFIX + "caches.long.local.time-to-live=1h")
			.run((context) -> {
				Cache brief = named(context.getBean(ResilientCacheManager.class), "brief");
				Cache lasting = named(context.getBean(ResilientCacheManager.class), "long");
				brief.put("one", 1);
				lasting.put("one", 1);
				Awaitility.await().untilAsserted(() -> assertThat(brief.get("one")).isNull());
				assertThat(lasting.get("one")).isNotNull();
			});
	}

	@Test
	void staleIfErrorLetsAnExpiredValueStandIn() {
		Consumer<Cache> expire = (cache) -> {
			cache.put("one", 1);
			Awaitility.await().untilAsserted(() -> assertThat(cache.get("one")).isNull());
		};
		cache((cache) -> {
			expire.accept(cache);
			assertThatRuntimeException().isThrownBy(() -> cache.get("one", CachePropertyTests::failing));
		}, PREFIX + "local.time-to-live=20ms");
		cache((cache) -> {
			expire.accept(cache);
			assertThat(cache.get("one", CachePropertyTests::failing)).isEqualTo(1);
		}, PREFIX + "local.time-to-live=20ms", PREFIX + "stale-if-error=1h");
	}

	@Test
	void aSingleCacheCanHaveAJitterOfItsOwn() {
		this.runner
			.withPropertyValues(PREFIX + "time-to-live-jitter=5%", PREFIX + "caches.wide.time-to-live-jitter=40%",
					PREFIX + "caches.wide.stale-if-error=3m")
			.run((context) -> {
				ResilientCacheManager manager = context.getBean(ResilientCacheManager.class);
				assertThat(manager.getConfiguration("wide").timeToLiveJitter()).isEqualTo(0.4);
				assertThat(manager.getConfiguration("wide").staleIfError()).isEqualTo(Duration.ofMinutes(3));
				assertThat(manager.getConfiguration("other").timeToLiveJitter()).isEqualTo(0.05);
			});
	}

	private void cache(Consumer<Cache> test, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> test.accept(named(context.getBean(ResilientCacheManager.class), "any")));
	}

	private static Cache named(ResilientCacheManager manager, String name) {
		Cache cache = manager.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	private static long kept(Cache cache) {
		return IntStream.range(0, 100).filter((key) -> cache.get(key) != null).count();
	}

	private static Object failing() {
		throw new IllegalStateException("no rates today");
	}

	/** Of a package that has to be allowed. */
	record Rate(String currency) {

	}

}
