/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

import io.github.resilientredis.cache.NearLevel.Stamp;
import io.github.resilientredis.cache.RedisReads.Found;
import io.github.resilientredis.cache.RedisReads.Wanted;
import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cache: memory, then Redis, and memory again where Redis cannot tell. Counts
 * each read once, for the level that had the last word. Stateless but for its
 * collaborators.
 */
final class CacheReads {

	private final RedisCacheLayout layout;

	private final CacheValues values;

	private final NearLevel near;

	private final RedisReads redis;

	private final CacheInvalidation invalidation;

	private final CacheCounters counters;

	CacheReads(RedisCacheLayout layout, CacheValues values, NearLevel near, RedisReads redis,
			CacheInvalidation invalidation, CacheCounters counters) {
		this.layout = layout;
		this.values = values;
		this.near = near;
		this.redis = redis;
		this.invalidation = invalidation;
		this.counters = counters;
	}

	/** What memory can answer by itself, else what Redis has, else memory again. */
	@Nullable Object get(Object key, Object nearKey) {
		Object value = nearFirst(nearKey);
		return (value != null) ? value : read(key, nearKey);
	}

	/** What memory can answer by itself. */
	@Nullable Object nearFirst(Object nearKey) {
		if (this.layout.isTimeToIdle() || !this.invalidation.isNearTrusted()) {
			return null;
		}
		Object value = this.near.get(nearKey);
		if (value != null) {
			this.counters.nearHits.increment();
		}
		return value;
	}

	/**
	 * An expired value that may stand in for one that could not be loaded. None is known
	 * to be good while other nodes cannot be heard but Redis could be asked.
	 */
	@Nullable Object stale(Object nearKey) {
		return this.invalidation.isNearTrusted() ? this.near.stale(nearKey) : null;
	}

	/** What Redis has, or memory where Redis cannot tell. */
	private @Nullable Object read(Object key, Object nearKey) {
		if (!(nearKey instanceof String text)) {
			return nearInstead(nearKey);
		}
		Stamp stamp = this.near.stamp(nearKey);
		try {
			return accept(nearKey, this.redis.get(wanted(key, text)), stamp);
		}
		catch (RedisUnavailableException ex) {
			return nearInstead(nearKey);
		}
	}

	/** The same, without waiting. */
	CompletableFuture<@Nullable Object> readAsync(Object key, Object nearKey) {
		if (!(nearKey instanceof String text)) {
			return CompletableFuture.completedFuture(nearInstead(nearKey));
		}
		Stamp stamp = this.near.stamp(nearKey);
		CompletableFuture<@Nullable Found> asked = this.redis.getAsync(wanted(key, text));
		BiFunction<@Nullable Found, @Nullable Throwable, @Nullable Object> answer = (found, ex) -> (ex == null)
				? accept(nearKey, found, stamp) : nearInstead(nearKey, ex);
		// What follows is the application's code: not on a thread of the client.
		return asked.isDone() ? asked.handle(answer) : asked.handleAsync(answer);
	}

	/**
	 * What there is for many keys.
	 * @param keys each key of the application by its near key
	 * @return the values that there are, by near key
	 */
	Map<Object, Object> readAll(Map<Object, Object> keys) {
		Map<Object, Object> values = new HashMap<>(keys.size() * 2);
		List<Asked> asked = new ArrayList<>();
		keys.forEach((nearKey, key) -> {
			Object value = nearFirst(nearKey);
			if (value == null && nearKey instanceof String text) {
				asked.add(new Asked(text, wanted(key, text), this.near.stamp(text)));
				return;
			}
			put(values, nearKey, (value != null) ? value : nearInstead(nearKey));
		});
		if (!asked.isEmpty()) {
			Map<Wanted, Optional<Found>> answers = this.redis.getAll(asked.stream().map(Asked::wanted).toList());
			asked.forEach((one) -> put(values, one.nearKey, accept(one, answers.get(one.wanted))));
		}
		return values;
	}

	private static void put(Map<Object, Object> values, Object nearKey, @Nullable Object value) {
		if (value != null) {
			values.put(nearKey, value);
		}
	}

	private @Nullable Object accept(Asked asked, @Nullable Optional<Found> answer) {
		return (answer != null) ? accept(asked.nearKey, answer.orElse(null), asked.stamp) : nearInstead(asked.nearKey);
	}

	/**
	 * Take what Redis has, and keep it in memory unless it is out of date already.
	 * @return the value, {@code null} if there is none that can be read
	 */
	@Nullable Object accept(Object nearKey, @Nullable Found found, Stamp stamp) {
		Object value = (found != null) ? this.values.read(found.value()) : null;
		if (found != null && value != null) {
			this.near.fill(nearKey, value, found.timeToLive(), stamp);
		}
		return counted(value, this.counters.redisHits, this.counters.redisMisses);
	}

	private Wanted wanted(Object key, String nearKey) {
		return new Wanted(this.layout.redisKey(nearKey), this.layout.timeToIdle(key));
	}

	private @Nullable Object nearInstead(Object nearKey) {
		return counted(this.near.get(nearKey), this.counters.nearHits, this.counters.nearMisses);
	}

	private @Nullable Object nearInstead(Object nearKey, Throwable ex) {
		Throwable cause = Failures.cause(ex);
		if (cause instanceof RedisUnavailableException) {
			return nearInstead(nearKey);
		}
		throw new CompletionException(cause);
	}

	private static @Nullable Object counted(@Nullable Object value, LongAdder hits, LongAdder misses) {
		((value != null) ? hits : misses).increment();
		return value;
	}

	/** A key that Redis is asked for. */
	private record Asked(String nearKey, Wanted wanted, Stamp stamp) {

	}

}
