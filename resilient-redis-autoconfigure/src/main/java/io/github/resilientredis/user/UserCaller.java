/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.journal.ReplayTarget;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * A way to Redis: that of a caller who waits, or that of a replay.
 */
interface UserCaller {

	RedisOperation READ = RedisOperation.idempotent("users.read");

	RedisOperation WRITE = RedisOperation.idempotent("users.write").writing();

	/**
	 * Send commands.
	 * @param operation whether it reads or writes
	 * @param key what it is about
	 * @param action the commands
	 * @return the answer; fails as the way fails
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
			AsyncRedisAction<T> action);

	/** Whether what is written is only what Redis had and lost. */
	default boolean isPuttingBack() {
		return false;
	}

	/**
	 * That of a caller: all steps are made on their thread, so that what they wait is
	 * charged to their request.
	 */
	static UserCaller waiting(RedisGuard guard) {
		return new UserCaller() {
			@Override
			public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
					AsyncRedisAction<T> action) {
				try {
					return CompletableFuture.completedFuture(guard.await(operation.onKey(key), action));
				}
				catch (RuntimeException ex) {
					return CompletableFuture.failedFuture(ex);
				}
			}
		};
	}

	/** That of one who does not wait. */
	static UserCaller background(RedisGuard guard) {
		return new UserCaller() {
			@Override
			public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
					AsyncRedisAction<T> action) {
				return guard.submit(operation.onKey(key), action);
			}
		};
	}

	/** That of one who sends many commands at once. */
	static UserCaller sending(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return new UserCaller() {
			@Override
			public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
					AsyncRedisAction<T> action) {
				return action.send(redis).<T>thenApply((answer) -> answer).toCompletableFuture();
			}
		};
	}

	/**
	 * That of a replay.
	 * @param puttingBack whether it writes only what Redis had and lost
	 */
	static UserCaller replaying(ReplayTarget target, boolean puttingBack) {
		return new UserCaller() {
			@Override
			public boolean isPuttingBack() {
				return puttingBack;
			}

			@Override
			public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
					AsyncRedisAction<T> action) {
				return target.send(key, action);
			}
		};
	}

}
