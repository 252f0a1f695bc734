/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis for a replay.
 */
public interface ReplayTarget {

	/**
	 * Send commands; what is sent first reaches Redis first.
	 * @param <T> the result
	 * @param action the commands
	 * @return the answer; fails with {@link RedisUnavailableException} if Redis did not
	 * answer in time or refused to serve
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(AsyncRedisAction<T> action);

	/**
	 * Send commands for another key than that of the record.
	 * @param <T> the result
	 * @param key the key, by which the master in a Cluster is found
	 * @param action the commands
	 * @return as of {@link #send(AsyncRedisAction)}
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(byte[] key, AsyncRedisAction<T> action);

	/**
	 * Send commands to any master of a Cluster, such as a message that all pass on.
	 * @param <T> the result
	 * @param action the commands
	 * @return as of {@link #send(AsyncRedisAction)}
	 */
	<T extends @Nullable Object> CompletableFuture<T> sendToAny(AsyncRedisAction<T> action);

}
