/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Spring's cache contract while Redis cannot be asked, whatever the guard calls that.
 */
@ParameterizedClass
@EnumSource(GuardState.class)
class ResilientCacheTests {

	private final SettableGuard guard;

	private final ResilientCache cache;

	ResilientCacheTests(GuardState state) {
		this.guard = new SettableGuard(state);
		this.cache = cache(ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()));
	}

	private ResilientCache cache(ResilientCacheConfiguration configuration) {
		Cache cache = new ResilientCacheManager(CacheBackend.of(this.guard), configuration).getCache("numbers");
		assertThat(cache).isInstanceOf(ResilientCache.class);
		return (ResilientCache) cache;
	}

	@Test
	void unknownKeyIsAMiss() {
		assertThat(this.cache.get("one")).isNull();
		assertThat(this.cache.get("one", String.class)).isNull();
		assertThat(this.cache.retrieve("one")).isCompletedWithValue(null);
	}

	@Test
	void putValueIsServedAsTheSameInstance() {
		Object value = new StringBuilder("1");
		this.cache.put("one", value);
		assertThat(wrapped("one")).isSameAs(value);
		assertThat(this.cache.get("one", StringBuilder.class)).isSameAs(value);
		assertThat(this.cache.<Object>get("one", () -> "other")).isSameAs(value);
	}

	@Test
	void putReplaces() {
		this.cache.put("one", 1);
		this.cache.put("one", 2);
		assertThat(wrapped("one")).isEqualTo(2);
	}

	@Test
	void valueOfAnotherTypeIsRefused() {
		this.cache.put("one", 1);
		assertThatIllegalStateException().isThrownBy(() -> this.cache.get("one", String.class))
			.withMessageContaining("not of required type");
	}

	@Test
	void nullIsCached() {
		this.cache.put("one", null);
		assertThat(this.cache.get("one")).isNotNull().extracting(Cache.ValueWrapper::get).isNull();
		assertThat(this.cache.get("one", () -> "loaded")).isNull();
	}

	@Test
	void keysThatAreEqualInRedisAreEqualHere() {
		this.cache.put(1L, "one");
		assertThat(wrapped("1")).isEqualTo("one");
		this.cache.put(new SimpleKey("a", 2), "two");
		assertThat(wrapped(new SimpleKey("a", 2).toString())).isEqualTo("two");
	}

	@Test
	void evictedKeyIsGone() {
		this.cache.put("one", 1);
		this.cache.put("two", 2);
		this.cache.evict("one");
		assertThat(this.cache.get("one")).isNull();
		assertThat(wrapped("two")).isEqualTo(2);
	}

	@Test
	void evictIfPresentTellsWhetherThereWasAValue() {
		this.cache.put("one", 1);
		assertThat(this.cache.evictIfPresent("one")).isTrue();
		assertThat(this.cache.evictIfPresent("one")).isFalse();
		assertThat(this.cache.get("one")).isNull();
	}

	@Test
	void clearedCacheIsEmpty() {
		this.cache.put("one", 1);
		this.cache.clear();
		assertThat(this.cache.get("one")).isNull();
		this.cache.put("one", 2);
		assertThat(wrapped("one")).isEqualTo(2);
	}

	@Test
	void invalidateTellsWhetherThereWereValues() {
		this.cache.put("one", 1);
		assertThat(this.cache.invalidate()).isTrue();
		assertThat(this.cache.invalidate()).isFalse();
		assertThat(this.cache.get("one")).isNull();
	}

	@Test
	void putIfAbsentKeepsTheFirst() {
		assertThat(this.cache.putIfAbsent("one", 1)).isNull();
		Cache.ValueWrapper existing = this.cache.putIfAbsent("one", 2);
		assertThat(existing).isNotNull().extracting(Cache.ValueWrapper::get).isEqualTo(1);
		assertThat(wrapped("one")).isEqualTo(1);
	}

	@Test
	void putIfAbsentOfNullCountsAsAValue() {
		assertThat(this.cache.putIfAbsent("one", null)).isNull();
		Cache.ValueWrapper existing = this.cache.putIfAbsent("one", 2);
		assertThat(existing).isNotNull().extracting(Cache.ValueWrapper::get).isNull();
	}

	@Test
	void putIfAbsentAfterEvictionPuts() {
		this.cache.put("one", 1);
		this.cache.evict("one");
		assertThat(this.cache.putIfAbsent("one", 2)).isNull();
		this.cache.clear();
		assertThat(this.cache.putIfAbsent("one", 3)).isNull();
		assertThat(wrapped("one")).isEqualTo(3);
	}

	@Test
	void loaderRunsOnceForAllCalls() {
		AtomicInteger loads = new AtomicInteger();
		assertThat(this.cache.get("one", loads::incrementAndGet)).isEqualTo(1);
		assertThat(this.cache.get("one", loads::incrementAndGet)).isEqualTo(1);
		assertThat(loads).hasValue(1);
	}

	@Test
	void loaderExceptionComesOutWithItsCauseUnchangedAfterOneRun() {
		Exception failure = new Exception("business");
		AtomicInteger loads = new AtomicInteger();
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("one", () -> {
			loads.incrementAndGet();
			throw failure;
		})).havingCause().isSameAs(failure);
		assertThat(loads).hasValue(1);
		assertThat(this.cache.get("one", () -> "now")).isEqualTo("now");
	}

	@Test
	void retrieveAnswersWithAWrapper() {
		this.cache.put("one", 1);
		assertThat(this.cache.retrieve("one"))
			.isCompletedWithValueMatching((wrapper) -> wrapper != null && Integer.valueOf(1).equals(wrapper.get()));
	}

	@Test
	void retrieveLoadsOnce() {
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(this.cache
				.retrieve("one", () -> CompletableFuture.supplyAsync(() -> "loaded " + loads.incrementAndGet()))
				.join()).isEqualTo("loaded 1");
		}
	}

	@Test
	void retrieveFailsWithTheLoadersOwnException() {
		IllegalStateException failure = new IllegalStateException("business");
		CompletableFuture<String> asynchronous = this.cache.retrieve("one",
				() -> CompletableFuture.failedFuture(failure));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(asynchronous::join)
			.havingCause()
			.isSameAs(failure);
		CompletableFuture<String> synchronous = this.cache.retrieve("one", () -> {
			throw failure;
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(synchronous::join)
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullKeyIsTheCallersError() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.get(null))
			.withMessageContaining("'key' must not be null");
	}

	@Test
	void entryLivesNoLongerThanItsTimeToLive() {
		FakeTicker ticker = new FakeTicker();
		ResilientCacheConfiguration configuration = ResilientCacheConfiguration
			.of(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofSeconds(10)));
		Cache cache = new ResilientCacheManager(CacheBackend.of(this.guard), configuration, Map.of(), true, ticker)
			.getCache("numbers");
		assertThat(cache).isNotNull();
		cache.put("one", 1);
		ticker.advance(Duration.ofMillis(9_999));
		assertThat(cache.get("one")).isNotNull();
		ticker.advance(Duration.ofMillis(1));
		assertThat(cache.get("one")).isNull();
	}

	@Test
	void withoutANearLevelEveryReadIsAMissAndLoads() {
		ResilientCache cache = cache(ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig())
			.withNear(new NearLevelSettings(false, 10, Duration.ofSeconds(1))));
		AtomicInteger loads = new AtomicInteger();
		cache.put("one", 1);
		assertThat(cache.get("one")).isNull();
		assertThat(cache.get("one", loads::incrementAndGet)).isEqualTo(1);
		assertThat(cache.get("one", loads::incrementAndGet)).isEqualTo(2);
		assertThat(cache.putIfAbsent("one", 2)).isNull();
	}

	@Test
	void nearHitDoesNotAskRedis() {
		this.cache.put("one", 1);
		int calls = this.guard.refused();
		wrapped("one");
		this.cache.get("one", () -> "other");
		this.cache.retrieve("one");
		assertThat(this.guard.refused()).isEqualTo(calls);
	}

	private @Nullable Object wrapped(Object key) {
		Cache.ValueWrapper wrapper = this.cache.get(key);
		assertThat(wrapper).isNotNull();
		return wrapper.get();
	}

	@Nested
	class WhenNullIsNotAllowed {

		private final ResilientCache cache = cache(ResilientCacheConfiguration
			.of(RedisCacheConfiguration.defaultCacheConfig().disableCachingNullValues()));

		@Test
		void putIsRefusedWithSpringsMessage() {
			assertThatIllegalArgumentException().isThrownBy(() -> this.cache.put("one", null))
				.withMessageContaining("Cache 'numbers' does not allow 'null' values");
		}

		@Test
		void putIfAbsentReads() {
			assertThat(this.cache.putIfAbsent("one", null)).isNull();
			this.cache.put("one", 1);
			assertThat(this.cache.putIfAbsent("one", null)).isNotNull();
		}

		@Test
		void loadedNullIsRefusedAfterOneRun() {
			AtomicInteger loads = new AtomicInteger();
			assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("one", () -> {
				loads.incrementAndGet();
				return null;
			})).havingCause().isInstanceOf(IllegalArgumentException.class);
			assertThat(loads).hasValue(1);
		}

	}

	@Nested
	class WhenAValueCannotBeWritten {

		private final Object value = new Object();

		@Test
		void itIsKeptHere() {
			ResilientCacheTests.this.cache.put("one", this.value);
			assertThat(wrapped("one")).isSameAs(this.value);
			assertThat(ResilientCacheTests.this.cache.putIfAbsent("two", this.value)).isNull();
			assertThat(wrapped("two")).isSameAs(this.value);
		}

		@Test
		void thePutFailsIfSoConfigured() {
			ResilientCache cache = cache(ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig())
				.withOnUnserializable(UnserializablePolicy.FAIL));
			// The type of the exception differs between versions of Spring Data.
			assertThatRuntimeException().isThrownBy(() -> cache.put("one", this.value))
				.withMessageContaining("Cannot serialize");
			assertThat(cache.get("one")).isNull();
		}

	}

}
