/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a key in Redis.
 *
 * @param key the key
 * @param value its new value, {@code null} if it is removed
 * @param timeToLive how long the value lives, {@code null} for ever
 */
record Change(byte[] key, byte @Nullable [] value, @Nullable Duration timeToLive) {

	/** How many keys are changed at once: others want to be served between. */
	private static final int PAGE = 500;

	/** How many bytes of values are sent at once: must go through within the timeout. */
	private static final long PAGE_BYTES = 1024 * 1024;

	static Change removal(byte[] key) {
		return new Change(key, null, null);
	}

	boolean isRemoval() {
		return this.value == null;
	}

	static boolean areRemovals(List<Change> changes) {
		for (Change change : changes) {
			if (!change.isRemoval()) {
				return false;
			}
		}
		return true;
	}

	Change removed() {
		return removal(this.key);
	}

	byte[] valueOr(byte[] nothing) {
		return (this.value != null) ? this.value : nothing;
	}

	/** How long it lives, as the scripts take it. */
	byte[] life() {
		String life = isRemoval() ? "none"
				: (this.timeToLive != null) ? Long.toString(millis(this.timeToLive)) : "ever";
		return life.getBytes(StandardCharsets.US_ASCII);
	}

	static long millis(Duration timeToLive) {
		return Math.max(1, timeToLive.toMillis());
	}

	/**
	 * Changes in the same order, in portions that Redis takes at once.
	 */
	static List<List<Change>> pages(List<Change> changes) {
		if (changes.size() == 1) {
			return List.of(changes);
		}
		List<List<Change>> pages = new ArrayList<>();
		int from = 0;
		long bytes = 0;
		for (int i = 0; i < changes.size(); i++) {
			byte[] value = changes.get(i).value;
			bytes += (value != null) ? value.length : 0;
			boolean last = i + 1 == changes.size();
			if (last || bytes >= PAGE_BYTES || i + 1 - from == PAGE) {
				pages.add(changes.subList(from, i + 1));
				from = i + 1;
				bytes = 0;
			}
		}
		return pages;
	}

}
