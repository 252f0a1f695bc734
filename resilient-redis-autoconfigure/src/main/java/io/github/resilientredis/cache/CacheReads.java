/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

import io.github.resilientredis.cache.NearLevel.Stamp;
import io.github.resilientredis.cache.RedisLevel.Found;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cache: memory, then Redis, and memory again where Redis cannot tell. Stateless
 * but for its collaborators.
 */
final class CacheReads {

	private final RedisCacheLayout layout;

	private final CacheValues values;

	private final NearLevel near;

	private final RedisLevel redis;

	private final CacheInvalidation invalidation;

	CacheReads(RedisCacheLayout layout, CacheValues values, NearLevel near, RedisLevel redis,
			CacheInvalidation invalidation) {
		this.layout = layout;
		this.values = values;
		this.near = near;
		this.redis = redis;
		this.invalidation = invalidation;
	}

	/** What memory can answer by itself. */
	@Nullable Object nearFirst(String nearKey) {
		return (this.layout.isTimeToIdle() || !this.invalidation.isNearTrusted()) ? null : this.near.get(nearKey);
	}

	/** What Redis has, or memory where Redis cannot tell. */
	@Nullable Object read(Object key, String nearKey) {
		Stamp stamp = this.near.stamp(nearKey);
		try {
			return accept(nearKey, this.redis.get(this.layout.redisKey(nearKey), this.layout.timeToIdle(key)), stamp);
		}
		catch (RedisUnavailableException ex) {
			return this.near.get(nearKey);
		}
	}

	/** The same, without waiting. */
	CompletableFuture<@Nullable Object> readAsync(Object key, String nearKey) {
		Stamp stamp = this.near.stamp(nearKey);
		CompletableFuture<@Nullable Found> asked = this.redis.getAsync(this.layout.redisKey(nearKey),
				this.layout.timeToIdle(key));
		BiFunction<@Nullable Found, @Nullable Throwable, @Nullable Object> answer = (found, ex) -> (ex == null)
				? accept(nearKey, found, stamp) : nearInstead(nearKey, ex);
		// What follows is the application's code: not on a thread of the client.
		return asked.isDone() ? asked.handle(answer) : asked.handleAsync(answer);
	}

	/**
	 * Take what Redis has, and keep it in memory unless it is out of date already.
	 * @return the value, {@code null} if there is none that can be read
	 */
	@Nullable Object accept(String nearKey, @Nullable Found found, Stamp stamp) {
		Object value = (found != null) ? this.values.read(found.value()) : null;
		if (found != null && value != null) {
			this.near.fill(nearKey, value, found.timeToLive(), stamp);
		}
		return value;
	}

	private @Nullable Object nearInstead(String nearKey, Throwable ex) {
		Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		if (cause instanceof RedisUnavailableException) {
			return this.near.get(nearKey);
		}
		throw new CompletionException(cause);
	}

}
