/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import org.springframework.data.redis.cache.RedisCacheConfiguration;

/**
 * How one cache works. Immutable.
 *
 * @param redis layout in Redis: key prefix, key converters, serializers, time to live and
 * whether {@code null} may be cached, exactly as Spring Data's own cache understands them
 * @param near the level in memory
 * @param onUnserializable what happens to a value that cannot be written to Redis
 */
public record ResilientCacheConfiguration(RedisCacheConfiguration redis, NearLevelSettings near,
		UnserializablePolicy onUnserializable) {

	/**
	 * A cache with this layout and the defaults for everything else.
	 * @param redis the layout in Redis
	 * @return the configuration
	 */
	public static ResilientCacheConfiguration of(RedisCacheConfiguration redis) {
		return new ResilientCacheConfiguration(redis, NearLevelSettings.defaults(), UnserializablePolicy.LOCAL);
	}

}
