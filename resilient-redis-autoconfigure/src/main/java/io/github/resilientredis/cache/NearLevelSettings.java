/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Bounds of the level of a cache that is held in memory. Immutable.
 *
 * @param enabled whether there is one. Without it every hit costs a round trip, and while
 * Redis is away every read is a miss
 * @param maxSize how many entries it holds at most, positive; the least useful one makes
 * room
 * @param timeToLive how long an entry is served without asking Redis again, positive;
 * never longer than the entry's time to live in Redis
 */
public record NearLevelSettings(boolean enabled, long maxSize, Duration timeToLive) {

	public NearLevelSettings {
		Assert.isTrue(maxSize > 0, "'maxSize' must be positive");
		Assert.isTrue(timeToLive.compareTo(Duration.ZERO) > 0, "'timeToLive' must be positive");
	}

	/**
	 * The defaults: 10,000 entries for at most 60 seconds.
	 * @return the settings
	 */
	public static NearLevelSettings defaults() {
		return new NearLevelSettings(true, 10_000, Duration.ofSeconds(60));
	}

}
