/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

/**
 * What a cache has done since it was made. Immutable; the numbers were read one after the
 * other, while the cache went on working.
 *
 * @param reads how reads were answered, each counted once
 * @param changes what was put and removed through this cache on this node
 * @param loads how loaders fared
 * @param near the level in memory
 * @param unreadable how many entries found in Redis could not be read, and were taken for
 * missing
 * @param unwritable how many values and keys could not be written to Redis, and stayed on
 * this node
 */
public record ResilientCacheStatistics(Reads reads, Changes changes, Loads loads, Near near, long unreadable,
		long unwritable) {

	/**
	 * How reads were answered: by the level that had the last word.
	 *
	 * @param nearHits memory had the value
	 * @param nearMisses memory had none, and Redis could not be asked
	 * @param redisHits Redis had the value
	 * @param redisMisses Redis had none
	 */
	public record Reads(long nearHits, long nearMisses, long redisHits, long redisMisses) {

	}

	/**
	 * What was changed through this cache on this node.
	 *
	 * @param puts values put
	 * @param removals keys evicted
	 * @param clears how often all was removed
	 */
	public record Changes(long puts, long removals, long clears) {

	}

	/**
	 * How loaders fared.
	 *
	 * @param successes loads that ended with a value, or with {@code null}
	 * @param failures loads that ended with an exception
	 * @param totalTime how long they all took, from the loader's call to its end
	 * @param stale failed loads that an expired value stood in for
	 */
	public record Loads(long successes, long failures, Duration totalTime, long stale) {

	}

	/**
	 * The level in memory.
	 *
	 * @param size how many entries it holds, about; expired ones count until their memory
	 * is given back
	 * @param evictions entries that had to make room, or were given back when expired
	 */
	public record Near(long size, long evictions) {

	}

}
