/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Changes the entries of a cache in Redis. None of its methods fails because Redis is
 * away: what Redis missed, in whatever state and by whatever operation, is left to
 * {@link CacheInvalidation}.
 *
 * <p>
 * Commands: a put is SET, with PX if the entry expires; where Redis has no memory for it,
 * and for a value that has no bytes, DEL; an eviction is DEL; a clear is SCAN and UNLINK,
 * batch by batch. Each change is followed by PUBLISH on the same connection.
 */
final class RedisChanges {

	private static final RedisOperation PUT = RedisOperation.idempotent("cache.put").writing();

	private static final RedisOperation EVICT = RedisOperation.idempotent("cache.evict").removing();

	private static final RedisOperation CLEAR = RedisOperation.idempotent("cache.clear").removing();

	private static final int CLEAR_BATCH = 500;

	private final RedisGuard guard;

	private final CacheInvalidation invalidation;

	RedisChanges(RedisGuard guard, CacheInvalidation invalidation) {
		this.guard = guard;
		this.invalidation = invalidation;
	}

	/**
	 * Set a key, or remove it if there are no bytes that could be set.
	 * @return ends when it is set, or kept for later
	 */
	CompletableFuture<?> put(byte[] key, byte @Nullable [] value, @Nullable Duration timeToLive, boolean wait) {
		if (value == null) {
			return evict(key, wait);
		}
		SetArgs args = (timeToLive != null) ? SetArgs.Builder.px(RedisLevel.millis(timeToLive)) : new SetArgs();
		return change(PUT, key, (redis) -> redis.set(key, value, args), (reply) -> true, wait);
	}

	/**
	 * Remove a key.
	 * @return whether there was one, as far as Redis can tell; ends when it is removed,
	 * or kept for later
	 */
	CompletableFuture<Boolean> evict(byte[] key, boolean wait) {
		return change(EVICT, key, (redis) -> redis.del(key), (count) -> count > 0, wait);
	}

	private <T> CompletableFuture<Boolean> change(RedisOperation operation, byte[] key, AsyncRedisAction<T> action,
			Predicate<T> effect, boolean wait) {
		if (this.invalidation.isPending(key)) {
			this.invalidation.missed(key);
			return CompletableFuture.completedFuture(false);
		}
		return answer(operation.onKey(key), telling(key, action), wait).handle((reply, failure) -> {
			if (failure == null) {
				this.invalidation.wrote(key);
				return CompletableFuture.completedFuture(effect.test(reply));
			}
			if (!(cause(failure) instanceof RedisUnavailableException)) {
				return CompletableFuture.<Boolean>failedFuture(cause(failure));
			}
			return missed(operation, key, wait);
		}).thenCompose((ended) -> ended);
	}

	/** Where there is no memory for a value, removals are still taken. */
	private CompletableFuture<Boolean> missed(RedisOperation operation, byte[] key, boolean wait) {
		if (operation == PUT && this.guard.getState() == GuardState.WRITES_REFUSED) {
			return evict(key, wait);
		}
		this.invalidation.missed(key);
		return CompletableFuture.completedFuture(false);
	}

	private <T> AsyncRedisAction<T> telling(byte[] key, AsyncRedisAction<T> action) {
		return (redis) -> {
			CompletionStage<? extends T> changed = action.send(redis);
			return changed.thenCombine(this.invalidation.publishKey(redis, key), (reply, told) -> reply);
		};
	}

	private <T> CompletableFuture<T> answer(RedisOperation operation, AsyncRedisAction<T> action, boolean wait) {
		if (!wait) {
			return this.guard.submit(operation, action);
		}
		try {
			return CompletableFuture.completedFuture(this.guard.await(operation, action));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Remove all keys of a pattern, batch by batch.
	 * @return whether there were any, as far as Redis can tell
	 */
	boolean clear(byte[] pattern) {
		try {
			boolean removed = removeAll(pattern) > 0;
			this.guard.await(CLEAR, this::publishAll);
			this.invalidation.cleared(pattern);
			return removed;
		}
		catch (RedisUnavailableException ex) {
			this.invalidation.missedAll(pattern);
			return false;
		}
	}

	private CompletionStage<Boolean> publishAll(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return this.invalidation.publishAll(redis).thenApply((told) -> true);
	}

	private long removeAll(byte[] pattern) {
		ScanArgs args = ScanArgs.Builder.matches(pattern).limit(CLEAR_BATCH);
		long removed = 0;
		ScanCursor cursor = ScanCursor.INITIAL;
		while (!cursor.isFinished()) {
			ScanCursor from = cursor;
			KeyScanCursor<byte[]> page = this.guard.await(CLEAR, (redis) -> redis.scan(from, args));
			byte[][] keys = page.getKeys().toArray(byte[][]::new);
			if (keys.length > 0) {
				removed += this.guard.await(CLEAR, (redis) -> redis.unlink(keys));
			}
			cursor = page;
		}
		return removed;
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
