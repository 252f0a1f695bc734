/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

/**
 * Breaks and mends the embedded Redis; there is none of these without it.
 */
public interface RedisControls {

	/**
	 * Do something to Redis, after what others are doing at this moment.
	 * @param action what to do
	 * @return what Redis does then
	 * @throws RedisActionException if it cannot be done now; its message says why
	 */
	RedisCondition perform(RedisAction action);

	/**
	 * What Redis does at this moment; asks neither Redis nor a lock.
	 * @return its condition
	 */
	RedisCondition condition();

}
