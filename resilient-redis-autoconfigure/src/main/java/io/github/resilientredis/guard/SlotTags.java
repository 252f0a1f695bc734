/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;

import org.springframework.util.Assert;

/**
 * Finds a hash tag for a slot: the first number, written to the base of 36, that hashes
 * to it. All nodes find the same.
 */
final class SlotTags {

	private SlotTags() {
	}

	static String of(int slot) {
		Assert.isTrue(slot >= 0 && slot < SlotHash.SLOT_COUNT, () -> "No such slot: " + slot);
		return IntStream.iterate(0, (number) -> number + 1)
			.mapToObj((number) -> Integer.toString(number, Character.MAX_RADIX))
			.filter((tag) -> SlotHash.getSlot(tag) == slot)
			.findFirst()
			.orElseThrow();
	}

}
