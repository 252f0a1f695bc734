/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The level of a cache that is held in memory. Values are kept by reference and shared by
 * all who read them. Thread-safe.
 *
 * <p>
 * What came from Redis must not bury what happened since it was asked: <em>read old
 * value; another thread evicts; keep old value</em> would serve the dead for a minute. So
 * a reader takes a {@link Stamp} before it asks, and {@link #fill} drops a value whose
 * stamp has passed. Stamps are counters, shared by keys of the same hash, so a value may
 * also be dropped for nothing, which costs one more read.
 *
 * <p>
 * Shared state: {@code writes} is counted up by whoever changes an entry on his own
 * account, before the change, so a fill that has not seen the count is overwritten or
 * removed by the change; {@code generation} is counted up by {@link #clear} and makes all
 * older entries invisible at once, also those being filled at this moment.
 */
final class NearLevel {

	private static final int STRIPES = 1024;

	private final Cache<String, Entry> entries;

	private final long timeToLive;

	private final Ticker ticker;

	private final AtomicLongArray writes = new AtomicLongArray(STRIPES);

	private final AtomicLong generation = new AtomicLong();

	NearLevel(NearLevelSettings settings, Ticker ticker) {
		this.ticker = ticker;
		// Nothing is kept that has no time to live.
		this.timeToLive = settings.enabled() ? settings.timeToLive().toNanos() : 0;
		this.entries = Caffeine.newBuilder()
			.maximumSize(settings.maxSize())
			.ticker(ticker)
			.expireAfter(new UntilDeadline())
			.build();
	}

	@Nullable Object get(String key) {
		Entry entry = this.entries.getIfPresent(key);
		return (entry != null && isVisible(entry)) ? entry.value : null;
	}

	/**
	 * Now, as a moment that {@link #fill} can be given.
	 */
	Stamp stamp(String key) {
		return new Stamp(this.writes.get(stripe(key)), this.generation.get(), this.ticker.read());
	}

	/**
	 * Keep what Redis had, unless the key was changed here since it was asked.
	 * @param timeToLive how long it lives in Redis, counted from the stamp; {@code null}
	 * for ever
	 */
	void fill(String key, Object value, @Nullable Duration timeToLive, Stamp stamp) {
		Entry entry = entry(value, timeToLive, stamp.at, stamp.generation);
		if (entry == null) {
			return;
		}
		this.entries.asMap().compute(key, (k, current) -> isPast(k, stamp) ? current : entry);
	}

	private boolean isPast(String key, Stamp stamp) {
		return this.writes.get(stripe(key)) != stamp.writes;
	}

	/**
	 * Keep what the application put.
	 * @return what to {@link #confirm} with
	 */
	@Nullable Entry put(String key, Object value, @Nullable Duration timeToLive) {
		this.writes.incrementAndGet(stripe(key));
		Entry entry = entry(value, timeToLive, this.ticker.read(), this.generation.get());
		if (entry != null) {
			this.entries.put(key, entry);
		}
		return entry;
	}

	/**
	 * Redis has what was put, or the journal has its key. If others changed the key
	 * meanwhile, or a read kept what Redis had before, nobody knows whose change Redis
	 * saw last: forget it here, so that the next read finds out.
	 */
	void confirm(String key, @Nullable Entry entry) {
		this.writes.incrementAndGet(stripe(key));
		this.entries.asMap().computeIfPresent(key, (k, current) -> (current == entry) ? current : null);
	}

	/**
	 * Keep the value if there is none.
	 * @return the value that is there, {@code null} if there was none
	 */
	@Nullable Object putIfAbsent(String key, Object value, @Nullable Duration timeToLive) {
		this.writes.incrementAndGet(stripe(key));
		Entry entry = entry(value, timeToLive, this.ticker.read(), this.generation.get());
		if (entry == null) {
			return null;
		}
		Entry kept = this.entries.asMap()
			.compute(key, (k, current) -> (current != null && isVisible(current)) ? current : entry);
		return (kept != null && kept != entry) ? kept.value : null;
	}

	/**
	 * Forget a key, also what is on its way into it.
	 * @return whether there was a value
	 */
	boolean remove(String key) {
		this.writes.incrementAndGet(stripe(key));
		Entry removed = this.entries.asMap().remove(key);
		return removed != null && isVisible(removed);
	}

	/**
	 * Forget everything, also what is on its way.
	 * @return whether there was anything
	 */
	boolean clear() {
		boolean any = this.entries.asMap().values().stream().anyMatch(this::isVisible);
		this.generation.incrementAndGet();
		this.entries.invalidateAll();
		return any;
	}

	long size() {
		this.entries.cleanUp();
		return this.entries.estimatedSize();
	}

	private @Nullable Entry entry(Object value, @Nullable Duration timeToLive, long since, long generation) {
		long nanos = (timeToLive != null) ? Math.min(this.timeToLive, saturatedNanos(timeToLive)) : this.timeToLive;
		return (nanos > 0) ? new Entry(value, since + nanos, generation) : null;
	}

	private static long saturatedNanos(Duration duration) {
		return (duration.getSeconds() >= Long.MAX_VALUE / 1_000_000_000L) ? Long.MAX_VALUE : duration.toNanos();
	}

	private boolean isVisible(Entry entry) {
		return entry.generation == this.generation.get();
	}

	private static int stripe(String key) {
		int hash = key.hashCode();
		return (hash ^ (hash >>> 16)) & (STRIPES - 1);
	}

	/**
	 * A moment in the life of a key.
	 */
	record Stamp(long writes, long generation, long at) {
	}

	/**
	 * A value, until when it may be served, and the {@link #clear} it was kept after.
	 */
	record Entry(Object value, long deadline, long generation) {
	}

	/**
	 * Lets each entry live until its own deadline, however it came in.
	 */
	private static final class UntilDeadline implements Expiry<String, Entry> {

		@Override
		public long expireAfterCreate(String key, Entry entry, long now) {
			return Math.max(0, entry.deadline - now);
		}

		@Override
		public long expireAfterUpdate(String key, Entry entry, long now, long currentDuration) {
			return Math.max(0, entry.deadline - now);
		}

		@Override
		public long expireAfterRead(String key, Entry entry, long now, long currentDuration) {
			return currentDuration;
		}

	}

}
