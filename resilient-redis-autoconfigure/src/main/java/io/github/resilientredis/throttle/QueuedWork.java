/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletableFuture;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * A work that somebody waits for. What it came to is written by the one thread that takes
 * the batch a step further, each of which happens after the one before, and read after
 * the last.
 *
 * @param <T> the result
 */
final class QueuedWork<T extends @Nullable Object> extends CompletableFuture<T> {

	private final SharedBucket bucket;

	private final RedisClusterAsyncCommands<byte[], byte[]> redis;

	private final BucketWork<T> work;

	private @Nullable Outcome<T> outcome;

	QueuedWork(SharedBucket bucket, RedisClusterAsyncCommands<byte[], byte[]> redis, BucketWork<T> work) {
		this.bucket = bucket;
		this.redis = redis;
		this.work = work;
	}

	RedisClusterAsyncCommands<byte[], byte[]> redis() {
		return this.redis;
	}

	@Nullable FlushMark mark() {
		return this.work.mark();
	}

	boolean isMarked() {
		return mark() != null;
	}

	boolean needsNewest() {
		return this.work.needsNewest();
	}

	/**
	 * Whether it has its result without the bucket.
	 */
	boolean endedEarly(long now) {
		T result = this.work.early(now);
		if (result == null) {
			return false;
		}
		this.work.ended(result, complete(result));
		return true;
	}

	void apply(BucketEntry entry, long now) {
		try {
			this.outcome = new Outcome<>(this.work.apply(entry, now), null);
		}
		catch (RuntimeException ex) {
			this.outcome = new Outcome<>(null, ex);
		}
	}

	/** The result is right and in Redis. */
	@SuppressWarnings("NullAway") // a null result is T's own
	void deliver() {
		Outcome<T> last = this.outcome;
		if (last != null && last.failure() != null) {
			completeExceptionally(last.failure());
		}
		else if (last != null) {
			this.work.ended(last.result(), complete(last.result()));
		}
	}

	/** The result turned out to be in Redis after all. */
	@SuppressWarnings("NullAway") // a null result is T's own
	void landed() {
		Outcome<T> last = this.outcome;
		if (last != null && last.failure() == null) {
			this.work.ended(last.result(), false);
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.bucket.abandoned(this);
		}
		return cancelled;
	}

	/** What a work came to. */
	private record Outcome<T extends @Nullable Object>(@Nullable T result, @Nullable RuntimeException failure) {

	}

}
