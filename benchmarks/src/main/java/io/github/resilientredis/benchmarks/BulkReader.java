/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.github.resilientredis.cache.ResilientCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Reads many keys.
 */
@FunctionalInterface
interface BulkReader {

	/**
	 * What is under the keys.
	 * @return the values that there are, by key
	 */
	Map<?, ?> read(Collection<?> keys);

	static BulkReader oneByOne(Cache cache) {
		return (keys) -> {
			Map<Object, @Nullable Object> found = new HashMap<>();
			keys.forEach((key) -> found.put(key, Caches.value(cache, key)));
			return found;
		};
	}

	/** All at once. */
	static BulkReader atOnce(Cache cache) {
		return ((ResilientCache) cache)::getAll;
	}

}
