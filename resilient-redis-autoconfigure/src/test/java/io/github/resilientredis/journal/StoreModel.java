/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The contract of a store once more, as naively as it can be said: one list.
 */
final class StoreModel {

	final List<Item> items = new ArrayList<>();

	/** One entry; {@code entry} is the store's. */
	static final class Item {

		final JournalFeature feature;

		final String key;

		final String payload;

		boolean inFlight;

		boolean stored;

		boolean superseded;

		boolean parked;

		@Nullable JournalEntry entry;

		Item(JournalFeature feature, String key, String payload) {
			this.feature = feature;
			this.key = key;
			this.payload = payload;
		}

		@Override
		public String toString() {
			return this.key + "=" + this.payload;
		}

	}

	private List<Item> of(JournalFeature feature) {
		return this.items.stream().filter((item) -> item.feature == feature).toList();
	}

	private List<Item> of(JournalFeature feature, String key) {
		return of(feature).stream().filter((item) -> item.key.equals(key)).toList();
	}

	boolean isPending(JournalFeature feature, String key) {
		return !of(feature, key).isEmpty();
	}

	long count(JournalFeature feature) {
		return of(feature).size();
	}

	boolean anyIdle(JournalFeature feature) {
		return of(feature).stream().anyMatch((item) -> !item.inFlight && !item.parked);
	}

	void append(JournalFeature feature, String key, String payload) {
		List<Item> same = of(feature, key);
		Item last = same.isEmpty() ? null : same.get(same.size() - 1);
		if (last != null && feature.replacing() && !last.inFlight) {
			if (last.payload.equals(payload)) {
				return;
			}
			this.items.remove(last);
		}
		else if (last != null && feature.replacing()) {
			last.superseded = true;
		}
		else {
			same.forEach((item) -> item.stored = true);
		}
		Item item = new Item(feature, key, payload);
		item.stored = true;
		item.parked = same.stream().anyMatch((other) -> other.parked);
		this.items.add(item);
	}

	Item begin(JournalFeature feature, String key, String payload) {
		Item item = new Item(feature, key, payload);
		item.inFlight = true;
		this.items.add(item);
		return item;
	}

	List<Item> take(JournalFeature feature, int max) {
		List<Item> taken = new ArrayList<>();
		for (Item item : of(feature)) {
			if (taken.size() == max) {
				break;
			}
			if (!item.inFlight && !item.parked) {
				if (of(feature, item.key).stream().anyMatch((other) -> other.inFlight)) {
					break;
				}
				item.inFlight = true;
				taken.add(item);
			}
		}
		return taken;
	}

	void applied(Item item) {
		this.items.remove(item);
	}

	void failed(Item item) {
		if (item.superseded) {
			this.items.remove(item);
		}
		item.inFlight = false;
		item.stored = true;
	}

	void parked(Item item) {
		failed(item);
		if (!item.superseded) {
			of(item.feature, item.key).forEach((same) -> same.parked = true);
		}
	}

	void unpark() {
		this.items.forEach((item) -> item.parked = false);
	}

	int drop(JournalFeature feature, Predicate<String> superfluous) {
		int before = this.items.size();
		this.items.removeIf((item) -> item.feature == feature && !item.inFlight && superfluous.test(item.payload));
		return before - this.items.size();
	}

	/** The process ended and another began. */
	void restart() {
		this.items.removeIf((item) -> !item.stored);
		this.items.forEach((item) -> {
			item.inFlight = false;
			item.superseded = false;
			item.parked = false;
			item.entry = null;
		});
	}

}
