/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.lettuce.core.cluster.SlotHash;

/**
 * What a script is to be run for. Immutable.
 *
 * @param <T> what there is for each key
 * @param items what to run it for
 * @param key finds the Redis key of an item
 * @param values makes the other arguments for all items of one run
 */
record ScriptCall<T>(List<T> items, Function<T, byte[]> key, Function<List<T>, byte[][]> values) {

	byte[][] keys() {
		byte[][] keys = new byte[this.items.size()][];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = this.key.apply(this.items.get(i));
		}
		return keys;
	}

	byte[][] arguments() {
		return this.values.apply(this.items);
	}

	/** The same in parts, each with the keys of one slot. */
	List<ScriptCall<T>> bySlot() {
		if (this.items.size() == 1) {
			return List.of(this);
		}
		Map<Integer, List<T>> slots = new LinkedHashMap<>();
		this.items.forEach(
				(item) -> slots.computeIfAbsent(SlotHash.getSlot(this.key.apply(item)), (slot) -> new ArrayList<>())
					.add(item));
		return slots.values().stream().map((part) -> new ScriptCall<>(part, this.key, this.values)).toList();
	}

	/**
	 * What a script answered for some of the items.
	 *
	 * @param <T> what there is for each key
	 * @param items the items
	 * @param reply the answer
	 */
	record Part<T>(List<T> items, List<Object> reply) {

	}

}
