/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.resilientredis.guard.RedisGuard;

/**
 * Divides what a call is about by the master in a Cluster that has its keys, so that one
 * that is away does not keep the others from being asked.
 */
final class MasterParts {

	private MasterParts() {
	}

	/**
	 * Divide.
	 * @param <T> what there is for each key
	 * @param guard knows the masters
	 * @param items the items
	 * @param key finds the Redis key of an item
	 * @return the parts, in the order of their first items; none of them empty
	 */
	static <T> Collection<List<T>> of(RedisGuard guard, List<T> items, Function<T, byte[]> key) {
		if (items.size() == 1) {
			return List.of(items);
		}
		return items.stream()
			.collect(Collectors.groupingBy((item) -> guard.getMaster(key.apply(item)), LinkedHashMap::new,
					Collectors.toList()))
			.values();
	}

}
