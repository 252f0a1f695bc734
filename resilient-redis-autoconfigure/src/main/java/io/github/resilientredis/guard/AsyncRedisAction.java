/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends to Redis without waiting for the answer.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface AsyncRedisAction<T extends @Nullable Object> {

	/**
	 * Send the commands; must not block. The stages may complete on a thread of the
	 * client, which must not be blocked either.
	 * @param redis the commands of the guard's own connection
	 * @return the stage that ends with the answer
	 */
	CompletionStage<? extends T> send(RedisClusterAsyncCommands<byte[], byte[]> redis);

}
