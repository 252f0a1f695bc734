/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What a caller does with Redis, on the calling thread.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface RedisAction<T extends @Nullable Object> {

	/**
	 * Run the commands. Each of them waits at most the operation's deadline. May be run
	 * again if the operation allows retries, so it should then be idempotent.
	 * @param redis commands on the guard's own connection; valid during this call and on
	 * this thread only. Commands that need a connection of their own (transactions,
	 * blocking commands, subscriptions) are refused with a clear error
	 * @return the result
	 */
	T run(StringRedisTemplate redis);

}
