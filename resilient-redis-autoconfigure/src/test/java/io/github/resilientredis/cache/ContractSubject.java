/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A cache under test, and what can be expected of it.
 *
 * @param cache the cache, on which nothing has been called yet; if Redis answers reads,
 * it has {@link #OLD} under {@link #PLANTED}
 * @param cell what kind of cache it is
 * @param redis what Redis does for it
 */
record ContractSubject(Cache cache, ContractCell cell, RedisAnswers redis) {

	/** A key that was written by another node, before whatever happened to Redis. */
	static final String PLANTED = "planted";

	static final Price OLD = new Price("EUR", new BigDecimal("1.08"));

	static final Price ONE = new Price("EUR", new BigDecimal("1.09"));

	static final Price TWO = new Price("EUR", new BigDecimal("1.10"));

	/**
	 * Whether what is put is still there for the next call: in memory or in Redis.
	 * Without either, everything is a miss, and nothing is an error.
	 */
	boolean keeps() {
		return this.cell.near() || this.redis.writes();
	}

	/** Whether {@code null} is a value like any other, and is kept like one. */
	boolean keepsNull() {
		return keeps() && this.cell.nulls();
	}

	/** How Spring's own cache refuses {@code null}. */
	String nullRefused() {
		return "Cache '" + this.cache.getName() + "' does not allow 'null' values; Avoid storing null"
				+ " via '@Cacheable(unless=\"#result == null\")' or configure RedisCache to allow 'null'"
				+ " via RedisCacheConfiguration";
	}

	/** What a read of {@link #PLANTED} is answered with. */
	@Nullable Price planted() {
		return this.redis.reads() ? OLD : null;
	}

	@Nullable Price ifHere(Price value) {
		return this.cell.near() ? value : null;
	}

	@Nullable Price ifKept(Price value) {
		return keeps() ? value : null;
	}

	/**
	 * Checks all ways of reading against each other.
	 * @param key the key
	 * @param value the value that is expected, {@code null} for a miss
	 */
	void reads(Object key, @Nullable Object value) {
		if (value == null) {
			assertThat(this.cache.get(key)).as("get").isNull();
			assertThat(this.cache.get(key, Object.class)).as("get(type)").isNull();
			assertThat(retrieved(key)).as("retrieve").isNull();
			return;
		}
		assertThat(wrapped(this.cache.get(key))).as("get").isEqualTo(value);
		assertThat((Object) this.cache.get(key, value.getClass())).as("get(type)").isEqualTo(value);
		assertThat(wrapped(retrieved(key))).as("retrieve").isEqualTo(value);
		assertThat(this.cache.<Object>get(key, () -> "loaded")).as("get(loader)").isEqualTo(value);
	}

	/**
	 * Checks that {@code null} is there, or is a miss.
	 * @param key the key
	 * @param there whether it is there
	 */
	void readsNull(Object key, boolean there) {
		assertThat(this.cache.get(key, Object.class)).as("get(type)").isNull();
		if (!there) {
			reads(key, null);
			return;
		}
		assertThat(wrapped(this.cache.get(key))).as("get").isNull();
		assertThat(wrapped(retrieved(key))).as("retrieve").isNull();
		assertThat(this.cache.<Object>get(key, () -> "loaded")).as("get(loader)").isNull();
		assertThat(ended(this.cache.<Object>retrieve(key, () -> CompletableFuture.completedFuture("loaded"))))
			.as("retrieve(loader)")
			.isNull();
	}

	/**
	 * Checks that a loader runs once, and that what it fails with is what comes out.
	 * @param business what it fails with
	 * @param loader the loader, in need of something to count its runs
	 */
	void retrieveFails(Exception business, Function<AtomicInteger, CompletableFuture<Object>> loader) {
		AtomicInteger loads = new AtomicInteger();
		CompletableFuture<Object> failed = this.cache.retrieve("key", () -> loader.apply(loads));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> ended(failed))
			.satisfies((ex) -> assertThat(ex.getCause()).isSameAs(business));
		assertThat(loads).hasValue(1);
		reads("key", null);
	}

	@Nullable ValueWrapper retrieved(Object key) {
		CompletableFuture<?> answer = this.cache.retrieve(key);
		assertThat(answer).as("retrieve").isNotNull();
		Object value = ended(answer);
		assertThat(value == null || value instanceof ValueWrapper).as("miss or wrapper: %s", value).isTrue();
		return (ValueWrapper) value;
	}

	static @Nullable Object wrapped(@Nullable ValueWrapper wrapper) {
		assertThat(wrapper).as("hit").isNotNull();
		return wrapper.get();
	}

	/** What a future gives, which has some seconds for it. */
	static <T> @Nullable T ended(CompletableFuture<T> future) {
		return future.orTimeout(5, TimeUnit.SECONDS).join();
	}

	/**
	 * A value.
	 *
	 * @param currency of what
	 * @param amount how much
	 */
	record Price(String currency, BigDecimal amount) implements Serializable {

	}

}
