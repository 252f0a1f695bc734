/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Remembers, in memory and within bounds, what this process wrote to Redis, so that it
 * can be repeated when Redis has lost it. Writes are counted; when a beat of this node is
 * acknowledged, all writes counted before it was sent are in all data that hold this beat
 * (a <em>boundary</em>). Data that hold no boundary at all may lack any of them. Since
 * positions name their epoch, boundaries of older epochs stay true as they are.
 *
 * <p>
 * Thread-safe. All fields are read and written under the lock, which is held for a few
 * map operations, and for a walk through the history when Redis has lost data.
 */
final class WriteHistory {

	/** What an entry takes beside its arrays, estimated from above. */
	static final int OVERHEAD = 160;

	private static final int MAX_BOUNDARIES = 1024;

	private final int maxEntries;

	private final long maxBytes;

	private final ReentrantLock lock = new ReentrantLock();

	private final LinkedHashMap<Key, Write> writes = new LinkedHashMap<>();

	private final Map<String, Long> lastDropped = new HashMap<>();

	private List<Boundary> boundaries = new ArrayList<>();

	private long count;

	private long bytes;

	WriteHistory(int maxEntries, long maxBytes) {
		this.maxEntries = maxEntries;
		this.maxBytes = maxBytes;
	}

	/**
	 * Redis has acknowledged a write. For a replacing feature it takes the place of an
	 * older one of the same key, and the last place in the order.
	 */
	void wrote(JournalFeature feature, byte[] key, byte[] payload) {
		int named = feature.name().hashCode() * 31 + Arrays.hashCode(key);
		this.lock.lock();
		try {
			long number = ++this.count;
			long place = feature.replacing() ? 0 : number;
			// Many writes of one key must not all fall into one bin.
			Key id = new Key(feature.name(), key, named * 31 + Long.hashCode(place), place);
			Write older = this.writes.remove(id);
			if (older != null) {
				this.bytes -= size(id, older);
			}
			Write write = new Write(number, payload);
			this.writes.put(id, write);
			this.bytes += size(id, write);
			if (this.writes.size() > this.maxEntries || this.bytes > this.maxBytes) {
				drop();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Count the writes, before a beat is sent.
	 * @return how many there were
	 */
	long mark() {
		this.lock.lock();
		try {
			return this.count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A beat was acknowledged, and nothing lost before it. Not for what a node found
	 * without advancing it: that beat may be older than the last writes.
	 * @param mark the count from before it was sent
	 * @param beat the beat
	 */
	void reached(long mark, MarkerPosition beat) {
		this.lock.lock();
		try {
			if (isSaid(mark, beat)) {
				return;
			}
			this.boundaries.add(new Boundary(mark, beat));
			if (this.boundaries.size() > MAX_BOUNDARIES) {
				thin();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Which writes may be missing.
	 * @param found the marker of the data that are there; {@code null} if there is none
	 */
	LostWrites since(@Nullable MarkerValue found) {
		return since(found, (record) -> true);
	}

	/**
	 * Which writes of some may be missing.
	 * @param found the marker of the data that are there; {@code null} if there is none
	 * @param concerned which writes are looked at
	 */
	LostWrites since(@Nullable MarkerValue found, Predicate<JournalRecord> concerned) {
		this.lock.lock();
		try {
			Boundary held = (found != null) ? lastHeld(found) : null;
			long after = (held != null) ? held.mark() : 0;
			List<JournalRecord> records = new ArrayList<>();
			this.writes.forEach((id, write) -> {
				if (write.number() > after && concerned.test(record(id, write))) {
					records.add(record(id, write));
				}
			});
			Set<String> dropped = new HashSet<>();
			this.lastDropped.forEach((feature, number) -> {
				if (number > after) {
					dropped.add(feature);
				}
			});
			return new LostWrites(records, held != null, dropped, after, this.count, concerned);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Somebody else answers for these writes from now on, such as the journal; when they
	 * are in Redis again, they are {@linkplain #wrote written} anew.
	 */
	void forget(LostWrites lost) {
		this.lock.lock();
		try {
			Iterator<Map.Entry<Key, Write>> entries = this.writes.entrySet().iterator();
			while (entries.hasNext()) {
				Map.Entry<Key, Write> entry = entries.next();
				Write write = entry.getValue();
				if (write.number() > lost.after() && write.number() <= lost.upTo()
						&& lost.concerned().test(record(entry.getKey(), write))) {
					entries.remove();
					this.bytes -= size(entry.getKey(), entry.getValue());
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Boundary lastHeld(MarkerValue found) {
		for (int i = this.boundaries.size() - 1; i >= 0; i--) {
			if (found.contains(this.boundaries.get(i).beat())) {
				return this.boundaries.get(i);
			}
		}
		return null;
	}

	private void drop() {
		Iterator<Map.Entry<Key, Write>> oldest = this.writes.entrySet().iterator();
		while (oldest.hasNext() && (this.writes.size() > this.maxEntries || this.bytes > this.maxBytes)) {
			Map.Entry<Key, Write> entry = oldest.next();
			oldest.remove();
			this.bytes -= size(entry.getKey(), entry.getValue());
			this.lastDropped.put(entry.getKey().feature(), entry.getValue().number());
		}
	}

	/** Every second one of the older half goes: less is then known, nothing wrongly. */
	private void thin() {
		List<Boundary> kept = new ArrayList<>();
		for (int i = 0; i < this.boundaries.size(); i++) {
			if (i % 2 == 0 || i > this.boundaries.size() / 2) {
				kept.add(this.boundaries.get(i));
			}
		}
		this.boundaries = kept;
	}

	/**
	 * An earlier beat of the same epoch that holds the same writes says more. Each master
	 * has epochs of its own.
	 */
	private boolean isSaid(long mark, MarkerPosition beat) {
		for (int i = this.boundaries.size() - 1; i >= 0; i--) {
			Boundary last = this.boundaries.get(i);
			if (last.beat().epoch().equals(beat.epoch())) {
				return mark <= last.mark();
			}
		}
		return !this.boundaries.isEmpty() && mark < this.boundaries.get(this.boundaries.size() - 1).mark();
	}

	private static JournalRecord record(Key id, Write write) {
		return new JournalRecord(id.feature(), id.key(), write.payload());
	}

	private static long size(Key id, Write write) {
		return OVERHEAD + (long) id.key().length + write.payload().length;
	}

	private record Boundary(long mark, MarkerPosition beat) {

	}

	private record Write(long number, byte[] payload) {

	}

	/**
	 * What an entry is found by: distinct for each write unless the feature replaces.
	 */
	private record Key(String feature, byte[] key, int hash, long number) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Key that && this.hash == that.hash && this.number == that.number
					&& this.feature.equals(that.feature) && Arrays.equals(this.key, that.key);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
