/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The level of a cache that is held in memory. Values are kept by reference and shared by
 * all who read them. Thread-safe.
 *
 * <p>
 * A key is what {@link RedisCacheLayout#nearKey(Object)} made of it. An entry is served
 * until its deadline; where a failing loader may be covered by an expired value, it is
 * kept that much longer, for {@link #stale} only. Caffeine bounds the number of entries
 * and gives back the memory of expired ones, by a clock of its own that is moved on by
 * whoever comes by: so a hit asks the system for the time once.
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
 * older entries invisible at once, also those being filled at this moment;
 * {@code reclaimClock} is written by anyone who finds it behind, and a race may set it
 * back by less than {@value #RECLAIM_STEP_MILLIS} ms, which matters to nobody.
 */
final class NearLevel {

	private static final int STRIPES = 1024;

	private static final long RECLAIM_STEP_MILLIS = 100;

	private static final long RECLAIM_STEP = TimeUnit.MILLISECONDS.toNanos(RECLAIM_STEP_MILLIS);

	private final Cache<Object, Entry> entries;

	private final long timeToLive;

	private final long staleFor;

	private final Jitter jitter;

	private final Ticker ticker;

	private final AtomicLongArray writes = new AtomicLongArray(STRIPES);

	private final AtomicLong generation = new AtomicLong();

	private final LongAdder evictions = new LongAdder();

	private volatile long reclaimClock;

	NearLevel(NearLevelSettings settings, Duration staleFor, Jitter jitter, Ticker ticker) {
		this.ticker = ticker;
		this.reclaimClock = ticker.read();
		// Nothing is kept that has no time to live.
		this.timeToLive = settings.enabled() ? saturatedNanos(settings.timeToLive()) : 0;
		this.staleFor = saturatedNanos(staleFor);
		this.jitter = jitter;
		this.entries = Caffeine.newBuilder()
			.maximumSize(settings.maxSize())
			.ticker(() -> this.reclaimClock)
			.expireAfterWrite(saturatedSum(saturatedSum(this.timeToLive, this.staleFor), 2 * RECLAIM_STEP),
					TimeUnit.NANOSECONDS)
			.evictionListener((key, entry, cause) -> this.evictions.increment())
			.build();
	}

	@Nullable Object get(Object key) {
		long now = now();
		Entry entry = this.entries.getIfPresent(key);
		return (entry != null && isServed(entry, now)) ? entry.value : null;
	}

	/**
	 * An expired value that may stand in for one that could not be loaded.
	 * @return the value, {@code null} if there is none, or none that young
	 */
	@Nullable Object stale(Object key) {
		if (this.staleFor == 0) {
			return null;
		}
		long now = now();
		Entry entry = this.entries.getIfPresent(key);
		return (entry != null && isVisible(entry) && now - entry.deadline < this.staleFor) ? entry.value : null;
	}

	/**
	 * Now, as a moment that {@link #fill} can be given.
	 */
	Stamp stamp(Object key) {
		return new Stamp(this.writes.get(stripe(key)), this.generation.get(), now());
	}

	/**
	 * Keep what Redis had, unless the key was changed here since it was asked.
	 * @param timeToLive how long it lives in Redis, counted from the stamp; {@code null}
	 * for ever
	 */
	void fill(Object key, Object value, @Nullable Duration timeToLive, Stamp stamp) {
		Entry entry = entry(value, timeToLive, stamp.at, stamp.generation);
		if (entry == null) {
			return;
		}
		now();
		this.entries.asMap().compute(key, (k, current) -> isPast(k, stamp) ? current : entry);
	}

	private boolean isPast(Object key, Stamp stamp) {
		return this.writes.get(stripe(key)) != stamp.writes;
	}

	/**
	 * Keep what the application put.
	 * @return what to {@link #confirm} with
	 */
	@Nullable Entry put(Object key, Object value, @Nullable Duration timeToLive) {
		this.writes.incrementAndGet(stripe(key));
		Entry entry = entry(value, timeToLive, now(), this.generation.get());
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
	void confirm(Object key, @Nullable Entry entry) {
		this.writes.incrementAndGet(stripe(key));
		this.entries.asMap().computeIfPresent(key, (k, current) -> (current == entry) ? current : null);
	}

	/**
	 * Keep the value if there is none.
	 * @return the value that is there, {@code null} if there was none
	 */
	@Nullable Object putIfAbsent(Object key, Object value, @Nullable Duration timeToLive) {
		this.writes.incrementAndGet(stripe(key));
		long now = now();
		Entry entry = entry(value, timeToLive, now, this.generation.get());
		if (entry == null) {
			return null;
		}
		Entry kept = this.entries.asMap()
			.compute(key, (k, current) -> (current != null && isServed(current, now)) ? current : entry);
		return (kept != null && kept != entry) ? kept.value : null;
	}

	/**
	 * Forget a key, also what is on its way into it.
	 * @return whether there was a value
	 */
	boolean remove(Object key) {
		this.writes.incrementAndGet(stripe(key));
		Entry removed = this.entries.asMap().remove(key);
		return removed != null && isServed(removed, now());
	}

	/**
	 * Forget everything, also what is on its way.
	 * @return whether there was anything
	 */
	boolean clear() {
		long now = now();
		boolean any = this.entries.asMap().values().stream().anyMatch((entry) -> isServed(entry, now));
		this.generation.incrementAndGet();
		this.entries.invalidateAll();
		return any;
	}

	/** How many entries are held, about; expired ones count until they are reclaimed. */
	long estimatedSize() {
		return this.entries.estimatedSize();
	}

	/** How many entries had to make room, or were reclaimed when expired. */
	long evictions() {
		return this.evictions.sum();
	}

	private @Nullable Entry entry(Object value, @Nullable Duration timeToLive, long since, long generation) {
		long nanos = this.jitter.shorten(this.timeToLive);
		if (timeToLive != null) {
			nanos = Math.min(nanos, saturatedNanos(timeToLive));
		}
		return (nanos > 0) ? new Entry(value, since + nanos, generation) : null;
	}

	private static long saturatedNanos(Duration duration) {
		// Half of the range, so that a deadline can be compared with any moment.
		return (duration.getSeconds() >= Long.MAX_VALUE / 2_000_000_000L) ? Long.MAX_VALUE / 2 : duration.toNanos();
	}

	private static long saturatedSum(long a, long b) {
		return Math.min(a + b, Long.MAX_VALUE / 2);
	}

	private long now() {
		long now = this.ticker.read();
		if (now - this.reclaimClock >= RECLAIM_STEP) {
			this.reclaimClock = now;
		}
		return now;
	}

	private boolean isServed(Entry entry, long now) {
		return isVisible(entry) && now - entry.deadline < 0;
	}

	private boolean isVisible(Entry entry) {
		return entry.generation == this.generation.get();
	}

	private static int stripe(Object key) {
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

}
