/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.util.Assert;

/**
 * How one cache works. Immutable.
 *
 * @param redis layout in Redis: key prefix, key converters, serializers, time to live and
 * whether {@code null} may be cached, exactly as Spring Data's own cache understands them
 * @param near the level in memory
 * @param onUnserializable what happens to a key or value that cannot be written to Redis
 * @param timeToLiveJitter by how much lives may be shortened at random, both in Redis and
 * in memory, so that entries written together do not expire together: from 0 for not at
 * all to less than 1
 * @param staleIfError for how long after its end an entry in memory may stand in for a
 * value whose loader fails; zero for never
 */
public record ResilientCacheConfiguration(RedisCacheConfiguration redis, NearLevelSettings near,
		UnserializablePolicy onUnserializable, double timeToLiveJitter, Duration staleIfError) {

	public ResilientCacheConfiguration {
		Assert.isTrue(timeToLiveJitter >= 0 && timeToLiveJitter < 1,
				"'timeToLiveJitter' must be from 0 to less than 1");
		Assert.isTrue(!staleIfError.isNegative(), "'staleIfError' must not be negative");
	}

	/**
	 * A cache with this layout and the defaults for everything else.
	 * @param redis the layout in Redis
	 * @return the configuration
	 */
	public static ResilientCacheConfiguration of(RedisCacheConfiguration redis) {
		return new ResilientCacheConfiguration(redis, NearLevelSettings.defaults(), UnserializablePolicy.LOCAL, 0,
				Duration.ZERO);
	}

	/**
	 * The same with another level in memory.
	 * @param near the level in memory
	 * @return a new configuration
	 */
	public ResilientCacheConfiguration withNear(NearLevelSettings near) {
		return new ResilientCacheConfiguration(this.redis, near, this.onUnserializable, this.timeToLiveJitter,
				this.staleIfError);
	}

	/**
	 * The same with another policy for what cannot be written.
	 * @param policy the policy
	 * @return a new configuration
	 */
	public ResilientCacheConfiguration withOnUnserializable(UnserializablePolicy policy) {
		return new ResilientCacheConfiguration(this.redis, this.near, policy, this.timeToLiveJitter, this.staleIfError);
	}

	/**
	 * The same with another jitter.
	 * @param share by how much lives may be shortened, from 0 to less than 1
	 * @return a new configuration
	 */
	public ResilientCacheConfiguration withTimeToLiveJitter(double share) {
		return new ResilientCacheConfiguration(this.redis, this.near, this.onUnserializable, share, this.staleIfError);
	}

	/**
	 * The same with expired values that stand in for failed loads.
	 * @param window for how long after its end an entry may do that, zero for never
	 * @return a new configuration
	 */
	public ResilientCacheConfiguration withStaleIfError(Duration window) {
		return new ResilientCacheConfiguration(this.redis, this.near, this.onUnserializable, this.timeToLiveJitter,
				window);
	}

}
