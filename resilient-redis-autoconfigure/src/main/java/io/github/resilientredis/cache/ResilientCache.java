/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilientredis.cache.NearLevel.Entry;
import io.github.resilientredis.cache.NearLevel.Stamp;
import io.github.resilientredis.cache.RedisLevel.PutIfAbsent;
import io.github.resilientredis.guard.RedisGuard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.util.Assert;

/**
 * A cache of two levels: values in memory over entries in Redis, which have the keys and
 * bytes of Spring Data's own {@code RedisCache}. Thread-safe.
 *
 * <p>
 * A read asks memory, then Redis; a put, an eviction and a clear change memory at once
 * and then Redis. While Redis is away, memory is the cache: nothing fails, what memory
 * does not hold is a miss, and a loader is called once. Only what is the caller's own
 * comes out as an exception: the loader's, a key without a text form, a {@code null} that
 * is not allowed, a value that cannot be written (if the policy is to fail), a key of
 * another Redis type (WRONGTYPE).
 *
 * <p>
 * Values in memory are kept by reference: everyone who reads gets the same instance,
 * which must not be changed. Where the configuration prolongs an entry's life at each
 * read (time to idle), every read goes to Redis, and memory serves only while Redis is
 * away.
 *
 * <p>
 * A clear removes from Redis what starts with the key prefix of this cache; without a
 * prefix that is, as with Spring's own cache, every key of the database.
 *
 * <p>
 * On a thread that must not wait (an event loop of Netty, a non-blocking thread of
 * Reactor) put, evict and clear are sent to Redis without waiting for the answer.
 */
public final class ResilientCache extends AbstractValueAdaptingCache {

	/**
	 * How long a caller waits for another's load of the same key before it loads itself.
	 */
	static final Duration LOAD_PATIENCE = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(ResilientCache.class);

	private final RedisGuard guard;

	private final RedisCacheLayout layout;

	private final CacheValues values;

	private final NearLevel near;

	private final RedisLevel redis;

	private final RedisChanges changes;

	private final CacheReads reads;

	private final Loads loads;

	ResilientCache(String name, ResilientCacheConfiguration configuration, CacheInvalidations invalidations,
			Ticker ticker, Loads loads) {
		super(configuration.redis().getAllowCacheNullValues());
		this.guard = invalidations.guard();
		this.layout = new RedisCacheLayout(name, configuration.redis());
		this.values = new CacheValues(this.layout, configuration.onUnserializable());
		this.near = new NearLevel(configuration.near(), ticker);
		this.loads = loads;
		CacheInvalidation invalidation = invalidations.add(this.layout, this.near, loads);
		this.redis = new RedisLevel(this.guard, invalidation);
		this.changes = new RedisChanges(this.guard, invalidation);
		this.reads = new CacheReads(this.layout, this.values, this.near, this.redis, invalidation);
	}

	@Override
	public String getName() {
		return this.layout.getName();
	}

	/**
	 * The guard, through which this cache reaches Redis.
	 * @return the guard
	 */
	@Override
	public RedisGuard getNativeCache() {
		return this.guard;
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		String nearKey = this.layout.nearKey(key);
		Object value = this.reads.nearFirst(nearKey);
		return (value != null) ? value : this.reads.read(key, nearKey);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		String nearKey = this.layout.nearKey(key);
		Object value = this.reads.nearFirst(nearKey);
		if (value != null) {
			return (T) fromStoreValue(value);
		}
		return (T) this.loads.once(nearKey, (wanted) -> readOrLoad(key, nearKey, valueLoader, wanted));
	}

	private @Nullable Object readOrLoad(Object key, String nearKey, Callable<?> valueLoader, BooleanSupplier wanted) {
		Object value = this.reads.nearFirst(nearKey);
		if (value == null) {
			value = this.reads.read(key, nearKey);
		}
		if (value != null) {
			return fromStoreValue(value);
		}
		try {
			Object loaded = valueLoader.call();
			keep(key, nearKey, loaded, wanted, true);
			return loaded;
		}
		catch (Exception ex) {
			// Whatever it is: the loader ran, and must not be run again by a caller who
			// takes another exception for a failure to read.
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	private CompletableFuture<?> keep(Object key, String nearKey, @Nullable Object loaded, BooleanSupplier wanted,
			boolean wait) {
		Object storeValue = toStoreValue(loaded);
		return wanted.getAsBoolean() ? store(key, nearKey, storeValue, wait) : CompletableFuture.completedFuture(null);
	}

	private CompletableFuture<?> store(Object key, String nearKey, Object storeValue, boolean wait) {
		byte[] bytes = this.values.write(storeValue, this.redis.mayBeAsked());
		Duration timeToLive = this.layout.timeToLive(key, fromStoreValue(storeValue));
		Entry entry = this.near.put(nearKey, storeValue, timeToLive);
		return this.changes.put(this.layout.redisKey(nearKey), bytes, timeToLive, wait)
			.thenAccept((done) -> this.near.confirm(nearKey, entry));
	}

	/**
	 * {@inheritDoc}
	 * @return a future of the value's wrapper, or of {@code null} for a miss; never fails
	 * because Redis is away
	 */
	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		String nearKey = this.layout.nearKey(key);
		Object value = this.reads.nearFirst(nearKey);
		return (value != null) ? CompletableFuture.completedFuture(toValueWrapper(value))
				: this.reads.readAsync(key, nearKey).thenApply(this::toValueWrapper);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		String nearKey = this.layout.nearKey(key);
		Object value = this.reads.nearFirst(nearKey);
		if (value != null) {
			return CompletableFuture.completedFuture((T) fromStoreValue(value));
		}
		return (CompletableFuture<T>) this.loads
			.onceAsync(nearKey, (wanted) -> readOrLoadAsync(key, nearKey, valueLoader, wanted))
			.exceptionallyCompose((ex) -> CompletableFuture
				.failedFuture((cause(ex) instanceof ValueRetrievalException failed) ? cause(failed) : cause(ex)));
	}

	private CompletableFuture<@Nullable Object> readOrLoadAsync(Object key, String nearKey,
			Supplier<? extends CompletableFuture<?>> valueLoader, BooleanSupplier wanted) {
		return this.reads.readAsync(key, nearKey)
			.thenCompose((value) -> (value != null) ? CompletableFuture.completedFuture(fromStoreValue(value))
					: loadAsync(key, nearKey, valueLoader, wanted));
	}

	private CompletableFuture<@Nullable Object> loadAsync(Object key, String nearKey,
			Supplier<? extends CompletableFuture<?>> valueLoader, BooleanSupplier wanted) {
		CompletableFuture<@Nullable Object> start = CompletableFuture.completedFuture(null);
		return start.<@Nullable Object>thenCompose((none) -> valueLoader.get().thenApply((loaded) -> loaded))
			.<@Nullable Object>thenCompose(
					(loaded) -> keep(key, nearKey, loaded, wanted, false).thenApply((done) -> loaded))
			.exceptionallyCompose((ex) -> CompletableFuture
				.failedFuture(new ValueRetrievalException(key, valueLoader::get, cause(ex))));
	}

	private static Throwable cause(Throwable ex) {
		boolean wrapper = ex instanceof CompletionException || ex instanceof ValueRetrievalException;
		return (wrapper && ex.getCause() != null) ? ex.getCause() : ex;
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		Assert.isTrue(value != null || isAllowNullValues(),
				() -> "Cache '" + getName() + "' does not allow 'null' values; Avoid storing null"
						+ " via '@Cacheable(unless=\"#result == null\")' or configure RedisCache to allow 'null'"
						+ " via RedisCacheConfiguration");
		Object storeValue = toStoreValue(value);
		String nearKey = this.layout.nearKey(key);
		this.loads.detach(nearKey);
		sent(store(key, nearKey, storeValue, Threads.mayWait()));
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		if (value == null && !isAllowNullValues()) {
			return get(key);
		}
		Object storeValue = toStoreValue(value);
		String nearKey = this.layout.nearKey(key);
		byte[] bytes = this.values.write(storeValue, this.redis.mayBeAsked());
		Object existing = (bytes != null) ? putIfAbsent(key, nearKey, storeValue, bytes) : lookup(key);
		if (existing == null && bytes == null) {
			existing = this.near.putIfAbsent(nearKey, storeValue, this.layout.timeToLive(key, value));
		}
		return toValueWrapper(existing);
	}

	private @Nullable Object putIfAbsent(Object key, String nearKey, Object storeValue, byte[] bytes) {
		Duration timeToLive = this.layout.timeToLive(key, fromStoreValue(storeValue));
		Stamp stamp = this.near.stamp(nearKey);
		PutIfAbsent outcome = this.redis.putIfAbsent(this.layout.redisKey(nearKey), bytes, timeToLive);
		if (!outcome.answered()) {
			return this.near.putIfAbsent(nearKey, storeValue, timeToLive);
		}
		if (outcome.existing() == null) {
			this.loads.detach(nearKey);
			this.near.fill(nearKey, storeValue, timeToLive, stamp);
			return null;
		}
		Object existing = this.reads.accept(nearKey, outcome.existing(), stamp);
		if (existing == null) {
			put(key, fromStoreValue(storeValue));
		}
		return existing;
	}

	@Override
	public void evict(Object key) {
		sent(remove(key, Threads.mayWait()));
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return remove(key, true).join();
	}

	private CompletableFuture<Boolean> remove(Object key, boolean wait) {
		String nearKey = this.layout.nearKey(key);
		this.loads.detach(nearKey);
		boolean near = this.near.remove(nearKey);
		return this.changes.evict(this.layout.redisKey(nearKey), wait).thenApply((removed) -> {
			// Once more: who read Redis before it forgot the key may have kept the value.
			this.near.remove(nearKey);
			return near || removed;
		});
	}

	@Override
	public void clear() {
		if (Threads.mayWait()) {
			invalidate();
		}
		else {
			forgetAll();
			sent(CompletableFuture.supplyAsync(this::invalidate));
		}
	}

	@Override
	public boolean invalidate() {
		boolean near = forgetAll();
		boolean removed = this.changes.clear(this.layout.allKeys());
		this.near.clear();
		return near || removed;
	}

	private boolean forgetAll() {
		this.loads.detachAll();
		return this.near.clear();
	}

	/**
	 * A write that may still be on its way: its failure has nobody else to go to.
	 */
	private void sent(CompletableFuture<?> write) {
		write.whenComplete((done, ex) -> {
			if (ex != null) {
				logger.debug("Cache '" + getName() + "': Redis refused a write", ex);
			}
		});
	}

}
