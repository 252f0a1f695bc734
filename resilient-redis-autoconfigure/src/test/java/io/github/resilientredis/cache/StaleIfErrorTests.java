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
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An expired value stands in for one whose loader fails: one minute of life in memory,
 * ten more for that.
 */
class StaleIfErrorTests {

	private final FakeTicker ticker = new FakeTicker();

	private final AtomicInteger loads = new AtomicInteger();

	private final ResilientCache cache = cache(Duration.ofMinutes(10));

	private ResilientCache cache(Duration staleIfError) {
		return cache(staleIfError, CacheBackend.of(new SettableGuard(GuardState.UNAVAILABLE)));
	}

	private ResilientCache cache(Duration staleIfError, CacheBackend backend) {
		ResilientCacheConfiguration configuration = ResilientCacheConfiguration
			.of(RedisCacheConfiguration.defaultCacheConfig())
			.withStaleIfError(staleIfError);
		Cache cache = new ResilientCacheManager(backend, configuration, Map.of(), true, this.ticker).getCache("rates");
		assertThat(cache).isInstanceOf(ResilientCache.class);
		return (ResilientCache) cache;
	}

	private @Nullable Object failing() throws Exception {
		this.loads.incrementAndGet();
		throw new java.io.IOException("no rates today");
	}

	@Test
	void anExpiredValueIsServedWhenItsLoaderFails() {
		this.cache.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(this.cache.get("EUR")).isNull();
		assertThat(this.cache.<Object>get("EUR", this::failing)).isEqualTo("1.0");
		assertThat(this.cache.<Object>get("EUR", this::failing)).isEqualTo("1.0");
		assertThat(this.loads).hasValue(2);
		assertThat(this.cache.get("EUR")).isNull();
		assertThat(this.cache.getStatistics().loads().stale()).isEqualTo(2);
		assertThat(this.cache.getStatistics().loads().failures()).isEqualTo(2);
	}

	@Test
	void alsoWhereTheLoaderReturnsAFuture() {
		this.cache.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(10));
		CompletableFuture<Object> failed = CompletableFuture.failedFuture(new IllegalStateException("no rates"));
		assertThat(this.cache.retrieve("EUR", () -> failed)).isCompletedWithValue("1.0");
		assertThat(this.cache.<Object>retrieve("EUR", () -> {
			throw new IllegalStateException("no rates");
		})).isCompletedWithValue("1.0");
	}

	@Test
	void aCachedNullIsAValueToo() {
		this.cache.put("EUR", null);
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(this.cache.<Object>get("EUR", this::failing)).isNull();
	}

	@Test
	void aLoaderThatSucceedsReplacesIt() {
		this.cache.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(this.cache.<Object>get("EUR", () -> "1.1")).isEqualTo("1.1");
		assertThat(CacheFixture.value(this.cache, "EUR")).isEqualTo("1.1");
	}

	@Test
	void notLongerThanTheWindow() {
		this.cache.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(11));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("EUR", this::failing))
			.withRootCauseInstanceOf(java.io.IOException.class);
	}

	@Test
	void notWhatWasEvictedOrCleared() {
		this.cache.put("EUR", "1.0");
		this.cache.put("USD", "1.1");
		this.ticker.advance(Duration.ofMinutes(1));
		this.cache.evict("EUR");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("EUR", this::failing));
		assertThat(this.cache.<Object>get("USD", this::failing)).isEqualTo("1.1");
		this.cache.clear();
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("USD", this::failing));
	}

	@Test
	void notWhereOtherNodesMayHaveChangedItAndRedisKnows() {
		SettableGuard guard = new SettableGuard(GuardState.AVAILABLE);
		OtherNodes others = new OtherNodes();
		ResilientCache unsure = cache(Duration.ofMinutes(10), new CacheBackend(guard, Journal.none(), others));
		unsure.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(unsure.<Object>get("EUR", this::failing)).isEqualTo("1.0");
		others.becomeUnheard();
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> unsure.get("EUR", this::failing));
		guard.become(GuardState.UNAVAILABLE);
		assertThat(unsure.<Object>get("EUR", this::failing)).isEqualTo("1.0");
	}

	@Test
	void notForAnError() {
		this.cache.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.cache
				.retrieve("EUR", () -> CompletableFuture.failedFuture(new AssertionError("a defect")))
				.join())
			.withCauseInstanceOf(AssertionError.class);
	}

	@Test
	void notForANullThatIsNotAllowed() {
		ResilientCacheConfiguration configuration = ResilientCacheConfiguration
			.of(RedisCacheConfiguration.defaultCacheConfig().disableCachingNullValues())
			.withStaleIfError(Duration.ofMinutes(10));
		Cache strict = new ResilientCacheManager(CacheBackend.of(new SettableGuard(GuardState.UNAVAILABLE)),
				configuration, Map.of(), true, this.ticker)
			.getCache("strict");
		assertThat(strict).isNotNull();
		strict.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> strict.get("EUR", () -> null))
			.withRootCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void notUnlessAskedFor() {
		ResilientCache plain = cache(Duration.ZERO);
		plain.put("EUR", "1.0");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> plain.get("EUR", this::failing));
	}

}
