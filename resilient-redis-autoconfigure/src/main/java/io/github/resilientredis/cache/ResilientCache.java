/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilientredis.cache.CacheWrites.Put;
import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RedisGuard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * A cache of two levels: values in memory over entries in Redis, which have the keys and
 * bytes of Spring Data's own {@code RedisCache}. Thread-safe.
 *
 * <p>
 * A read asks memory, then Redis; a put, an eviction and a clear change memory at once
 * and then Redis. While Redis is away, memory is the cache: nothing fails, what memory
 * does not hold is a miss, and a loader is called once. Only what is the caller's own
 * comes out as an exception: the loader's, a {@code null} key, a {@code null} value that
 * is not allowed, a key or a value that cannot be written (if the policy is to fail;
 * otherwise it stays on this node), a key of another Redis type (WRONGTYPE).
 *
 * <p>
 * Values in memory are kept by reference: everyone who reads gets the same instance,
 * which must not be changed. Where the configuration prolongs an entry's life at each
 * read (time to idle), every read goes to Redis, and memory serves only while Redis is
 * away.
 *
 * <p>
 * A key is loaded once at a time on this node; who asks meanwhile waits for the same
 * value or exception, up to 30 seconds, and then loads himself. If the configuration says
 * so, a load that fails is answered by an expired value that is still in memory.
 *
 * <p>
 * {@link #getAll}, {@link #putAll} and {@link #evictAll} do in one round trip to Redis
 * what would take one for each key (in Cluster: one for each slot, all at once; more than
 * 500 keys, or 1 MB of values, are sent in several). They are not atomic.
 *
 * <p>
 * A clear removes from Redis what starts with the key prefix of this cache; without a
 * prefix that is, as with Spring's own cache, every key of the database.
 *
 * <p>
 * On a thread that must not wait (an event loop of Netty, a non-blocking thread of
 * Reactor) puts, evictions and clears are sent to Redis without waiting for the answer.
 */
public final class ResilientCache extends AbstractValueAdaptingCache {

	/**
	 * How long a caller waits for another's load of the same key before it loads itself.
	 */
	static final Duration LOAD_PATIENCE = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(ResilientCache.class);

	private final String name;

	private final RedisGuard guard;

	private final NearKeys nearKeys;

	private final CacheValues values;

	private final NearLevel near;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final CacheLoads loads;

	private final CacheCounters counters = new CacheCounters();

	ResilientCache(String name, ResilientCacheConfiguration configuration, CacheInvalidations invalidations,
			Ticker ticker, Loads loads) {
		super(configuration.redis().getAllowCacheNullValues());
		this.name = name;
		this.guard = invalidations.guard();
		Jitter jitter = new Jitter(configuration.timeToLiveJitter());
		Unwritables unwritables = new Unwritables(name, configuration.onUnserializable(), this.counters);
		RedisCacheLayout layout = new RedisCacheLayout(name, configuration.redis(), jitter);
		this.nearKeys = new NearKeys(layout, unwritables);
		this.values = new CacheValues(layout, unwritables, this.counters);
		this.near = new NearLevel(configuration.near(), configuration.staleIfError(), jitter, ticker);
		CacheInvalidation invalidation = invalidations.add(layout, this.near, loads);
		RedisReads redis = new RedisReads(this.guard, invalidation);
		RedisChanges changes = new RedisChanges(this.guard, invalidation);
		this.reads = new CacheReads(layout, this.values, this.near, redis, invalidation, this.counters);
		this.writes = new CacheWrites(layout, this.values, this.near, redis, changes, this.reads, loads, this.counters);
		this.loads = new CacheLoads(this.values, this.reads, this.writes, loads, this.counters);
	}

	@Override
	public String getName() {
		return this.name;
	}

	/**
	 * The guard, through which this cache reaches Redis.
	 * @return the guard
	 */
	@Override
	public RedisGuard getNativeCache() {
		return this.guard;
	}

	/**
	 * What this cache has done since it was made; a read of memory.
	 * @return the statistics
	 */
	public ResilientCacheStatistics getStatistics() {
		return this.counters.snapshot(this.near);
	}

	/**
	 * Forget what is in memory on this node; Redis and other nodes keep it.
	 * @return about how many entries were forgotten
	 */
	long dropNear() {
		long size = this.near.estimatedSize();
		this.near.clear();
		return size;
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		return this.reads.get(key, this.nearKeys.of(key));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		Object nearKey = this.nearKeys.of(key);
		Object value = this.reads.nearFirst(nearKey);
		return (T) ((value != null) ? fromStoreValue(value) : this.loads.get(key, nearKey, valueLoader));
	}

	/**
	 * {@inheritDoc}
	 * @return a future of the value's wrapper, or of {@code null} for a miss; never fails
	 * because Redis is away
	 */
	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		Object nearKey = this.nearKeys.of(key);
		Object value = this.reads.nearFirst(nearKey);
		return (value != null) ? CompletableFuture.completedFuture(toValueWrapper(value))
				: this.reads.readAsync(key, nearKey).thenApply(this::toValueWrapper);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		Object nearKey = this.nearKeys.of(key);
		Object value = this.reads.nearFirst(nearKey);
		if (value != null) {
			return CompletableFuture.completedFuture((T) fromStoreValue(value));
		}
		return (CompletableFuture<T>) this.loads.get(key, nearKey, valueLoader)
			.exceptionallyCompose((ex) -> CompletableFuture.failedFuture(loadersOwn(Failures.cause(ex))));
	}

	private static Throwable loadersOwn(Throwable failure) {
		return (failure instanceof ValueRetrievalException && failure.getCause() != null) ? failure.getCause()
				: failure;
	}

	/**
	 * Read many keys, as {@link #get(Object)} reads one.
	 * @param <K> the type of the keys
	 * @param keys the keys, none of them {@code null}
	 * @return the keys that have a value, in the order given, each with its value, which
	 * is {@code null} for a cached {@code null}; the caller's own map
	 */
	public <K> Map<K, @Nullable Object> getAll(Collection<? extends K> keys) {
		Map<K, Object> nearKeyOf = new LinkedHashMap<>();
		Map<Object, Object> keyOf = new LinkedHashMap<>();
		for (K key : keys) {
			Object nearKey = this.nearKeys.of(key);
			nearKeyOf.put(key, nearKey);
			keyOf.put(nearKey, key);
		}
		Map<Object, Object> found = this.reads.readAll(keyOf);
		Map<K, @Nullable Object> values = new LinkedHashMap<>();
		nearKeyOf.forEach((key, nearKey) -> {
			Object value = found.get(nearKey);
			if (value != null) {
				values.put(key, fromStoreValue(value));
			}
		});
		return values;
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		sent(this.writes.put(List.of(toPut(key, value)), Threads.mayWait()));
	}

	/**
	 * Put many values, as {@link #put(Object, Object)} puts one. If one of them is
	 * refused (a {@code null} that is not allowed, a value that cannot be written), none
	 * is put.
	 * @param entries the values by key, none of the keys {@code null}
	 */
	public void putAll(Map<?, ? extends @Nullable Object> entries) {
		List<Put> puts = new ArrayList<>(entries.size());
		entries.forEach((key, value) -> puts.add(toPut(key, value)));
		sent(this.writes.put(puts, Threads.mayWait()));
	}

	private Put toPut(Object key, @Nullable Object value) {
		Object storeValue = this.values.toStore(value);
		return new Put(key, this.nearKeys.of(key), storeValue);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		if (value == null && !isAllowNullValues()) {
			return get(key);
		}
		return toValueWrapper(this.writes.putIfAbsent(toPut(key, value)));
	}

	@Override
	public void evict(Object key) {
		sent(this.writes.remove(Set.of(this.nearKeys.of(key)), Threads.mayWait()));
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.writes.remove(Set.of(this.nearKeys.of(key)), true).join();
	}

	/**
	 * Remove many keys, as {@link #evict(Object)} removes one.
	 * @param keys the keys, none of them {@code null}
	 */
	public void evictAll(Collection<?> keys) {
		Set<Object> all = new HashSet<>();
		keys.forEach((key) -> all.add(this.nearKeys.of(key)));
		sent(this.writes.remove(all, Threads.mayWait()));
	}

	@Override
	public void clear() {
		if (Threads.mayWait()) {
			invalidate();
		}
		else {
			this.writes.forgetAll();
			sent(CompletableFuture.supplyAsync(this::invalidate));
		}
	}

	@Override
	public boolean invalidate() {
		return this.writes.clear();
	}

	/**
	 * A write that may still be on its way: its failure has nobody else to go to.
	 */
	private void sent(CompletableFuture<?> write) {
		write.whenComplete((done, ex) -> {
			if (ex != null) {
				logger.debug("Cache '" + this.name + "': Redis refused a write", ex);
			}
		});
	}

}
