/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cell of the matrix: one rule for one kind of cache, which has a cache of its own.
 *
 * @param rule what is to hold
 * @param serializer how values are written
 * @param nulls whether {@code null} may be cached
 * @param near whether there is a level in memory
 */
record ContractCell(CacheContract rule, Format serializer, boolean nulls, boolean near) {

	/**
	 * All kinds of caches for all rules.
	 * @return the cells
	 */
	static Stream<ContractCell> all() {
		List<Boolean> both = List.of(true, false);
		return Arrays.stream(CacheContract.values())
			.flatMap((rule) -> Arrays.stream(Format.values())
				.flatMap((serializer) -> both.stream()
					.flatMap((nulls) -> both.stream().map((near) -> new ContractCell(rule, serializer, nulls, near)))));
	}

	void verify(CacheManager caches, RedisAnswers redis) {
		Cache cache = caches.getCache(cacheName());
		assertThat(cache).isInstanceOf(ResilientCache.class);
		try {
			this.rule.verify(new ContractSubject(cache, this, redis));
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError(this + " while Redis answers " + redis + ": " + ex.getMessage(), ex);
		}
	}

	String cacheName() {
		return (this.rule + "-" + this.serializer + (this.nulls ? "-nulls" : "") + (this.near ? "-near" : ""))
			.toLowerCase(Locale.ROOT);
	}

	RedisCacheConfiguration layout() {
		RedisCacheConfiguration layout = RedisCacheConfiguration.defaultCacheConfig()
			.serializeValuesWith(SerializationPair.fromSerializer(this.serializer.values));
		return this.nulls ? layout : layout.disableCachingNullValues();
	}

	ResilientCacheConfiguration configuration() {
		return this.near ? ResilientCacheConfiguration.of(layout()) : withoutNearLevel(layout());
	}

	private static ResilientCacheConfiguration withoutNearLevel(RedisCacheConfiguration layout) {
		return ResilientCacheConfiguration.of(layout).withNear(new NearLevelSettings(false, 1, Duration.ofSeconds(1)));
	}

	@Override
	public String toString() {
		return this.rule + " [" + this.serializer + ", nulls " + (this.nulls ? "allowed" : "refused") + ", "
				+ (this.near ? "with" : "without") + " near level]";
	}

	/**
	 * How values are written.
	 */
	enum Format {

		JDK(RedisSerializer.java()),

		JSON(JsonCacheSerializer.allowing(List.of(ContractCell.class.getPackageName())));

		private final RedisSerializer<?> values;

		Format(RedisSerializer<?> values) {
			this.values = values;
		}

	}

}
