/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;

/**
 * What caches stand on.
 *
 * @param guard the way to Redis
 * @param journal keeps the invalidations that Redis missed
 * @param channel tells other nodes what was changed here, and this one what was changed
 * there
 */
public record CacheBackend(RedisGuard guard, Journal journal, NodeChannel channel) {

	/**
	 * A backend of a node that is alone and forgets what Redis missed.
	 * @param guard the way to Redis
	 * @return the backend
	 */
	public static CacheBackend of(RedisGuard guard) {
		return new CacheBackend(guard, Journal.none(), NodeChannel.alone());
	}

	/**
	 * Whether other nodes' changes are heard at this moment; a read of memory.
	 * @return what there is to hear
	 */
	public InvalidationStatus invalidation() {
		if (this.channel == NodeChannel.alone()) {
			return InvalidationStatus.OFF;
		}
		return this.channel.isTrusted() ? InvalidationStatus.HEARD : InvalidationStatus.UNHEARD;
	}

}
