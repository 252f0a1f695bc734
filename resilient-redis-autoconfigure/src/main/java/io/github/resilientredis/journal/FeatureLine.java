/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one feature: in the order in which they were accepted, and for each key
 * in a ring that the map knows the last of.
 * <p>
 * Shared state: all of it is written under the store's lock. Readers without it may ask
 * whether there are entries, of a key or at all; a key that never lacks an entry never
 * looks as if it did, since the newer entry is added before the older is removed.
 */
final class FeatureLine {

	private final String feature;

	private final byte[] encodedFeature;

	private final Map<KeyBytes, PendingEntry> lastOfKey = new ConcurrentHashMap<>();

	/** What may be taken, and what is under way. */
	private final EntryList order = new EntryList();

	/** What waits for a master of a Cluster that is away. */
	private final EntryList parked = new EntryList();

	private volatile long count;

	private long idle;

	FeatureLine(String feature) {
		this.feature = feature;
		this.encodedFeature = feature.getBytes(StandardCharsets.UTF_8);
	}

	/** As it is written to the file; not to be changed. */
	byte[] encodedFeature() {
		return this.encodedFeature;
	}

	String feature() {
		return this.feature;
	}

	boolean isPending(byte[] key) {
		return this.count > 0 && this.lastOfKey.containsKey(new KeyBytes(key));
	}

	long count() {
		return this.count;
	}

	long idle() {
		return this.idle;
	}

	/** When the oldest entry was accepted; the largest number if there is none. */
	long oldest() {
		return Math.min(this.order.oldest(), this.parked.oldest());
	}

	/** Look at each entry, in order; it may be removed meanwhile. */
	void forEach(Consumer<PendingEntry> action) {
		PendingEntry one = this.order.first();
		PendingEntry other = this.parked.first();
		while (one != null || other != null) {
			boolean parkedNext = one == null || (other != null && other.sequence < one.sequence);
			PendingEntry entry = parkedNext ? other : one;
			PendingEntry next = (entry != null) ? entry.next : null;
			if (entry != null) {
				action.accept(entry);
			}
			one = parkedNext ? one : next;
			other = parkedNext ? next : other;
		}
	}

	@Nullable PendingEntry last(KeyBytes key) {
		return this.lastOfKey.get(key);
	}

	/** In their order. */
	List<PendingEntry> entriesOf(Set<KeyBytes> keys) {
		List<PendingEntry> entries = new ArrayList<>();
		if (keys.stream().anyMatch(this.lastOfKey::containsKey)) {
			forEach((entry) -> {
				if (keys.contains(entry.key)) {
					entries.add(entry);
				}
			});
		}
		return entries;
	}

	void add(PendingEntry entry) {
		PendingEntry before = this.lastOfKey.put(entry.key, entry);
		if (before != null) {
			entry.nextOfKey = before.nextOfKey;
			before.nextOfKey = entry;
		}
		entry.parked = entry.nextOfKey.parked;
		listOf(entry).add(entry);
		this.count = this.count + 1;
		this.idle += isIdle(entry) ? 1 : 0;
	}

	/** Of a key either all entries are parked or none. */
	private EntryList listOf(PendingEntry entry) {
		return entry.parked ? this.parked : this.order;
	}

	private static boolean isIdle(PendingEntry entry) {
		return !entry.inFlight && !entry.parked;
	}

	void remove(PendingEntry entry) {
		removeFromRing(entry);
		listOf(entry).remove(entry);
		this.idle -= isIdle(entry) ? 1 : 0;
		entry.inFlight = false;
		this.count = this.count - 1;
	}

	/** Set aside all entries of a key, of which none is in flight. */
	void park(PendingEntry entry) {
		PendingEntry each = entry;
		do {
			if (!each.parked) {
				this.order.remove(each);
				each.parked = true;
				this.parked.insert(each);
				this.idle--;
			}
			each = each.nextOfKey;
		}
		while (each != entry);
	}

	/** Bring back all that were set aside. */
	void unpark() {
		PendingEntry entry = this.parked.first();
		while (entry != null) {
			this.parked.remove(entry);
			entry.parked = false;
			this.idle++;
			PendingEntry next = this.parked.first();
			this.order.insert(entry);
			entry = next;
		}
	}

	private void removeFromRing(PendingEntry entry) {
		PendingEntry newest = this.lastOfKey.get(entry.key);
		// Mostly the oldest is removed: a walk round the ring each time would be
		// quadratic.
		PendingEntry before = (newest != null && newest.nextOfKey == entry) ? newest : entry;
		while (before.nextOfKey != entry) {
			before = before.nextOfKey;
		}
		if (before == entry) {
			this.lastOfKey.remove(entry.key);
			return;
		}
		before.nextOfKey = entry.nextOfKey;
		if (this.lastOfKey.get(entry.key) == entry) {
			this.lastOfKey.put(entry.key, before);
		}
	}

	void setInFlight(PendingEntry entry, boolean inFlight) {
		if (entry.inFlight != inFlight) {
			entry.inFlight = inFlight;
			this.idle += inFlight ? -1 : 1;
		}
	}

	/**
	 * Take idle entries from the front, up to the first that would overtake one of its
	 * own key.
	 */
	void take(List<JournalEntry> taken, int max) {
		PendingEntry entry = this.order.first();
		while (entry != null && taken.size() < max) {
			if (!entry.inFlight) {
				if (isKeyInFlight(entry)) {
					return;
				}
				setInFlight(entry, true);
				taken.add(entry);
			}
			entry = entry.next;
		}
	}

	/** Of a key only the oldest entry is ever in flight. */
	private boolean isKeyInFlight(PendingEntry entry) {
		PendingEntry last = this.lastOfKey.get(entry.key);
		return last != null && last.nextOfKey.inFlight;
	}

}
