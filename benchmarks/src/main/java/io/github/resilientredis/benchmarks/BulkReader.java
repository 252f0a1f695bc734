/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

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
		// Until there is ((ResilientCache) cache).getAll(keys).
		return (keys) -> oneByOne(cache).read(keys);
	}

}
