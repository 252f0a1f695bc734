/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The store: an index in memory, and a log that is told of each change.
 * <p>
 * Shared state: the index, written under the lock, which also orders what the log is
 * told, so that the order on the disk is the order in memory. Only the questions whether
 * something is pending are answered without the lock.
 */
final class IndexedStore implements JournalStore {

	private static final Log logger = LogFactory.getLog(JournalStore.class);

	private final long maxSize;

	private final Clock clock;

	private final ReentrantLock lock;

	private final PendingIndex index;

	private final RecordLog log;

	/** In flight, and idle again whatever the answer is. */
	private final Set<PendingEntry> doubted = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean doubting;

	private final AtomicBoolean closed = new AtomicBoolean();

	IndexedStore(long maxSize, Clock clock, ReentrantLock lock, PendingIndex index, RecordLog log) {
		this.maxSize = maxSize;
		this.clock = clock;
		this.lock = lock;
		this.index = index;
		this.log = log;
	}

	@Override
	public CompletableFuture<Durability> append(JournalFeature feature, byte[] key, byte[] payload) {
		this.lock.lock();
		try {
			FeatureLine line = this.index.line(feature.name());
			PendingEntry last = line.last(new KeyBytes(key));
			if (last == null || !feature.replacing()) {
				requireRoom(feature, PendingEntry.cost(key, payload));
				storeAnnounced(last);
				store(feature, line, key, payload);
			}
			else if (last.inFlight) {
				requireRoom(feature, PendingEntry.cost(key, payload));
				store(feature, line, key, payload);
				last.superseded = true;
			}
			else if (!Arrays.equals(last.record.payload(), payload)) {
				requireRoom(feature, PendingEntry.cost(key, payload) - last.cost());
				store(feature, line, key, payload);
				forget(last);
			}
			return this.log.durability(feature.forced());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void requireRoom(JournalFeature feature, long more) {
		long limit = switch (feature.share()) {
			case ORDINARY -> this.maxSize - this.maxSize / 8;
			case RESERVED -> this.maxSize;
			case UNLIMITED -> Long.MAX_VALUE;
		};
		if (this.index.bytes() + more > limit) {
			throw new JournalFullException(feature.name(), this.maxSize);
		}
	}

	/** Of a key only the oldest can be announced: nothing else can then be announced. */
	private void storeAnnounced(@Nullable PendingEntry last) {
		if (last != null && !last.nextOfKey.stored) {
			store(last.nextOfKey);
		}
	}

	private void store(JournalFeature feature, FeatureLine line, byte[] key, byte[] payload) {
		PendingEntry entry = this.index.create(line, key, payload, this.clock.millis());
		entry.forced = feature.forced();
		this.index.add(entry);
		store(entry);
	}

	private void store(PendingEntry entry) {
		entry.stored = true;
		this.log.record(entry);
	}

	private void forget(PendingEntry entry) {
		this.index.remove(entry);
		if (entry.stored) {
			this.log.done(entry);
		}
	}

	@Override
	public @Nullable JournalEntry begin(JournalFeature feature, byte[] key, byte[] payload) {
		return locked(() -> {
			FeatureLine line = this.index.line(feature.name());
			if (line.last(new KeyBytes(key)) != null) {
				return null;
			}
			requireRoom(feature, PendingEntry.cost(key, payload));
			PendingEntry entry = this.index.create(line, key, payload, this.clock.millis());
			entry.forced = feature.forced();
			entry.inFlight = true;
			this.index.add(entry);
			if (this.doubting) {
				doubt(entry);
			}
			return entry;
		});
	}

	@Override
	public boolean isPending(JournalFeature feature, byte[] key) {
		FeatureLine line = this.index.find(feature.name());
		return line != null && line.isPending(key);
	}

	@Override
	public boolean isPending(JournalFeature feature) {
		FeatureLine line = this.index.find(feature.name());
		return line != null && line.count() > 0;
	}

	@Override
	public int drop(JournalFeature feature, Predicate<JournalRecord> superfluous) {
		return locked(() -> {
			FeatureLine line = this.index.line(feature.name());
			long before = line.count();
			line.forEach((entry) -> {
				if (!entry.inFlight && superfluous.test(entry.record)) {
					forget(entry);
				}
			});
			return (int) (before - line.count());
		});
	}

	@Override
	public void repeat(JournalFeature feature, List<JournalRecord> lost) {
		Set<KeyBytes> keys = lost.stream().map((record) -> new KeyBytes(record.key())).collect(Collectors.toSet());
		locked(() -> repeat(feature, lost, this.index.line(feature.name()).entriesOf(keys)));
	}

	private void repeat(JournalFeature feature, List<JournalRecord> lost, List<PendingEntry> waiting) {
		FeatureLine line = this.index.line(feature.name());
		List<JournalRecord> again = new ArrayList<>(lost);
		waiting.forEach((entry) -> again.add(entry.record));
		requireRoom(feature, again.stream().mapToLong(PendingEntry::cost).sum()
				- waiting.stream().filter((entry) -> !entry.inFlight).mapToLong(PendingEntry::cost).sum());
		waiting.stream().filter((entry) -> !entry.stored).forEach(this::store);
		again.forEach((record) -> store(feature, line, record.key(), record.payload()));
		waiting.stream().filter((entry) -> !entry.inFlight).forEach(this::forget);
	}

	@Override
	public void doubt(boolean begin) {
		locked(() -> {
			this.doubting = begin;
			if (begin) {
				this.index.forEach(this::doubt);
			}
		});
	}

	private void doubt(PendingEntry entry) {
		if (entry.inFlight) {
			this.doubted.add(entry);
		}
	}

	@Override
	public List<JournalEntry> take(List<JournalFeature> features, int max) {
		return locked(() -> {
			List<JournalEntry> taken = new ArrayList<>();
			features.forEach((feature) -> this.index.line(feature.name()).take(taken, max));
			return taken;
		});
	}

	@Override
	public void applied(Collection<JournalEntry> entries) {
		locked(() -> entries.forEach((entry) -> applied((PendingEntry) entry)));
	}

	private void applied(PendingEntry entry) {
		if (this.doubted.contains(entry)) {
			failed(entry);
		}
		else if (entry.inFlight) {
			forget(entry);
		}
	}

	@Override
	public void withdraw(JournalEntry withdrawn) {
		locked(() -> {
			PendingEntry entry = (PendingEntry) withdrawn;
			this.doubted.remove(entry);
			applied(entry);
		});
	}

	@Override
	public void failed(Collection<JournalEntry> entries) {
		locked(() -> entries.forEach((entry) -> failed((PendingEntry) entry)));
	}

	@Override
	public void parked(Collection<JournalEntry> entries) {
		locked(() -> entries.forEach((entry) -> parked((PendingEntry) entry)));
	}

	private void parked(PendingEntry entry) {
		boolean waits = entry.inFlight && !entry.superseded;
		failed(entry);
		if (waits) {
			entry.line.park(entry);
		}
	}

	@Override
	public void unpark() {
		locked(this.index::unpark);
	}

	private void failed(PendingEntry entry) {
		this.doubted.remove(entry);
		if (!entry.inFlight) {
			return;
		}
		if (entry.superseded) {
			forget(entry);
			return;
		}
		entry.line.setInFlight(entry, false);
		if (!entry.stored) {
			store(entry);
		}
	}

	@Override
	public boolean ifNoneIdle(Collection<JournalFeature> features, BooleanSupplier action) {
		return locked(() -> {
			return features.stream().allMatch((feature) -> this.index.line(feature.name()).idle() == 0)
					&& action.getAsBoolean();
		});
	}

	@Override
	public void note(byte[] value) {
		byte[] kept = value.clone();
		locked(() -> {
			this.index.note(kept);
			this.log.note(kept);
		});
	}

	@Override
	public byte @Nullable [] note() {
		return locked(() -> {
			byte[] note = this.index.note();
			return (note != null) ? note.clone() : null;
		});
	}

	private void locked(Runnable action) {
		locked(() -> {
			action.run();
			return null;
		});
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public JournalStatus status() {
		return locked(() -> {
			long oldest = this.index.oldest();
			return new JournalStatus(this.index.records(), this.index.bytes(),
					(oldest >= 0) ? Instant.ofEpochMilli(oldest) : null, this.log.storage(), this.log.problem(),
					this.log.damagedBytes());
		});
	}

	@Override
	public Map<String, Long> recordsByFeature() {
		return this.index.counts();
	}

	@Override
	public void close() {
		if (this.closed.getAndSet(true)) {
			return;
		}
		this.log.close();
		long lost = status().records();
		if (lost > 0 && this.log.storage() != JournalStatus.Storage.FILE) {
			logger.warn("The journal ends with " + lost + " records that Redis has not got and no file holds: "
					+ recordsByFeature() + ". See resilient-redis.journal.directory");
		}
	}

}
