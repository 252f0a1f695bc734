/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.cache.NearLevel.Entry;
import io.github.resilientredis.cache.NearLevel.Stamp;
import io.github.resilientredis.cache.RedisChanges.PutIfAbsent;
import io.github.resilientredis.cache.RedisReads.Found;
import org.jspecify.annotations.Nullable;

/**
 * Changes a cache: memory at once, then Redis. What has a {@link LocalKey} is changed in
 * memory only. Stateless but for its collaborators.
 */
final class CacheWrites {

	private final RedisCacheLayout layout;

	private final CacheValues values;

	private final NearLevel near;

	private final RedisReads redis;

	private final RedisChanges changes;

	private final CacheReads reads;

	private final Loads loads;

	private final CacheCounters counters;

	CacheWrites(RedisCacheLayout layout, CacheValues values, NearLevel near, RedisReads redis, RedisChanges changes,
			CacheReads reads, Loads loads, CacheCounters counters) {
		this.layout = layout;
		this.values = values;
		this.near = near;
		this.redis = redis;
		this.changes = changes;
		this.reads = reads;
		this.loads = loads;
		this.counters = counters;
	}

	/**
	 * Put values on somebody's own account: what is being loaded for their keys is out of
	 * date.
	 * @return ends when they are in Redis, or kept for later
	 */
	CompletableFuture<?> put(List<Put> puts, boolean wait) {
		puts.forEach((put) -> this.loads.detach(put.nearKey));
		return store(puts, wait);
	}

	/**
	 * Put what was loaded.
	 * @return ends when it is in Redis, or kept for later
	 */
	CompletableFuture<?> loaded(Put put, boolean wait) {
		return store(List.of(put), wait);
	}

	private CompletableFuture<?> store(List<Put> puts, boolean wait) {
		// First what may fail because of a value: then nothing has been done.
		List<Written> written = new ArrayList<>(puts.size());
		for (Put put : puts) {
			written.add(write(put));
		}
		this.counters.puts.add(puts.size());
		List<Change> changes = new ArrayList<>(written.size());
		List<@Nullable Entry> entries = new ArrayList<>(written.size());
		for (Written one : written) {
			entries.add(this.near.put(one.put.nearKey, one.put.storeValue, one.timeToLive));
			if (one.put.nearKey instanceof String text) {
				changes.add(new Change(this.layout.redisKey(text), one.bytes, one.timeToLive));
			}
		}
		return this.changes.apply(changes, wait).thenAccept((done) -> {
			for (int i = 0; i < entries.size(); i++) {
				this.near.confirm(written.get(i).put.nearKey, entries.get(i));
			}
		});
	}

	private Written write(Put put) {
		Duration timeToLive = this.layout.timeToLive(put.key, this.values.fromStore(put.storeValue));
		boolean needed = put.nearKey instanceof String;
		return new Written(put, needed ? this.values.write(put.storeValue, this.redis.mayBeAsked()) : null, timeToLive);
	}

	/**
	 * Put a value if there is none.
	 * @return what there was, {@code null} if nothing
	 */
	@Nullable Object putIfAbsent(Put put) {
		Written written = write(put);
		if (put.nearKey instanceof String text && written.bytes != null) {
			return putIfAbsent(written, new Change(this.layout.redisKey(text), written.bytes, written.timeToLive));
		}
		return putHereIfAbsent(written);
	}

	private @Nullable Object putIfAbsent(Written written, Change change) {
		Stamp stamp = this.near.stamp(written.put.nearKey);
		PutIfAbsent outcome = this.changes.putIfAbsent(change);
		return switch (outcome.answer()) {
			case GIVEN -> answered(written, outcome.existing(), stamp);
			case REFUSED -> putHereIfAbsent(written);
			case UNKNOWN -> this.near.putIfAbsent(written.put.nearKey, written.put.storeValue, written.timeToLive);
		};
	}

	private @Nullable Object answered(Written written, @Nullable Found found, Stamp stamp) {
		if (found == null) {
			this.counters.puts.increment();
			this.loads.detach(written.put.nearKey);
			this.near.fill(written.put.nearKey, written.put.storeValue, written.timeToLive, stamp);
			return null;
		}
		Object existing = this.reads.accept(written.put.nearKey, found, stamp);
		if (existing == null) {
			// There is something that cannot be read.
			put(List.of(written.put), true);
		}
		return existing;
	}

	/** What stays on this node leaves nothing older in Redis. */
	private @Nullable Object putHereIfAbsent(Written written) {
		Put put = written.put;
		Object existing = this.reads.get(put.key, put.nearKey);
		if (existing == null) {
			existing = this.near.putIfAbsent(put.nearKey, put.storeValue, written.timeToLive);
		}
		if (existing == null && put.nearKey instanceof String text) {
			this.changes.apply(List.of(Change.removal(this.layout.redisKey(text))), true);
		}
		return existing;
	}

	/**
	 * Remove keys.
	 * @return whether any of them was there, as far as anybody can tell; ends when they
	 * are removed from Redis, or kept for later
	 */
	CompletableFuture<Boolean> remove(Collection<Object> nearKeys, boolean wait) {
		this.counters.removals.add(nearKeys.size());
		boolean near = false;
		List<Change> changes = new ArrayList<>(nearKeys.size());
		for (Object nearKey : nearKeys) {
			this.loads.detach(nearKey);
			near |= this.near.remove(nearKey);
			if (nearKey instanceof String text) {
				changes.add(Change.removal(this.layout.redisKey(text)));
			}
		}
		boolean any = near;
		return this.changes.apply(changes, wait).thenApply((removed) -> {
			// Once more: who read Redis before it forgot the key may have kept the value.
			nearKeys.forEach(this.near::remove);
			return any || removed;
		});
	}

	/**
	 * Remove all keys.
	 * @return whether there were any, as far as anybody can tell
	 */
	boolean clear() {
		this.counters.clears.increment();
		boolean near = forgetAll();
		boolean removed = this.changes.clear(this.layout.allKeys());
		this.near.clear();
		return near || removed;
	}

	/** Forget what is in memory, and what is being loaded. */
	boolean forgetAll() {
		this.loads.detachAll();
		return this.near.clear();
	}

	/**
	 * A value to be put.
	 *
	 * @param key the application's key
	 * @param nearKey what stands for it in memory
	 * @param storeValue what the cache is to hold
	 */
	record Put(Object key, Object nearKey, Object storeValue) {

	}

	/** A value to be put, its bytes if it has any, and how long it lives. */
	private record Written(Put put, byte @Nullable [] bytes, @Nullable Duration timeToLive) {

	}

}
