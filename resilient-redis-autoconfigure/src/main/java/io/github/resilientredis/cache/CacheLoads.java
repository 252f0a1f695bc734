/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.resilientredis.cache.CacheWrites.Put;
import io.github.resilientredis.guard.Failures;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Loads what a cache does not have: once at a time for each key on this node, and never
 * through the guard, since a loader's time is not Redis's. Where a load fails, an expired
 * value may stand in for it. Stateless but for its collaborators.
 */
final class CacheLoads {

	private final CacheValues values;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final Loads loads;

	private final CacheCounters counters;

	CacheLoads(CacheValues values, CacheReads reads, CacheWrites writes, Loads loads, CacheCounters counters) {
		this.values = values;
		this.reads = reads;
		this.writes = writes;
		this.loads = loads;
		this.counters = counters;
	}

	/**
	 * Load on this thread, or wait for the one who does.
	 * @throws ValueRetrievalException around what the loader threw
	 */
	@Nullable Object get(Object key, Object nearKey, Callable<?> loader) {
		return this.loads.once(nearKey, (wanted) -> {
			Object value = this.reads.get(key, nearKey);
			return (value != null) ? this.values.fromStore(value) : load(key, nearKey, loader, wanted);
		});
	}

	private @Nullable Object load(Object key, Object nearKey, Callable<?> loader, BooleanSupplier wanted) {
		Object loaded;
		long start = System.nanoTime();
		try {
			loaded = loader.call();
			ended(start, true);
		}
		catch (Exception ex) {
			ended(start, false);
			return staleOr(nearKey, new ValueRetrievalException(key, loader, ex));
		}
		try {
			keep(key, nearKey, loaded, wanted, true);
			return loaded;
		}
		catch (RuntimeException ex) {
			// Whatever it is: the loader ran, and must not be run again by a caller who
			// takes another exception for a failure to read.
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	/**
	 * Load without blocking, or be told by the one who does.
	 * @return fails with a {@link ValueRetrievalException} around the loader's failure
	 */
	CompletableFuture<@Nullable Object> get(Object key, Object nearKey,
			Supplier<? extends CompletableFuture<?>> loader) {
		return this.loads
			.onceAsync(nearKey,
					(wanted) -> this.reads.readAsync(key, nearKey)
						.thenCompose((value) -> (value != null)
								? CompletableFuture.completedFuture(this.values.fromStore(value))
								: load(key, nearKey, loader, wanted)));
	}

	private CompletableFuture<@Nullable Object> load(Object key, Object nearKey,
			Supplier<? extends CompletableFuture<?>> loader, BooleanSupplier wanted) {
		long start = System.nanoTime();
		CompletableFuture<@Nullable Object> begin = CompletableFuture.completedFuture(null);
		return begin.<@Nullable Object>thenCompose((none) -> loader.get().thenApply((loaded) -> loaded))
			.<@Nullable Object>handle((loaded, ex) -> {
				ended(start, ex == null);
				return (ex != null)
						? new Stale(staleOr(nearKey, new ValueRetrievalException(key, loader::get, Failures.cause(ex))))
						: loaded;
			})
			.thenCompose((loaded) -> (loaded instanceof Stale stale) ? CompletableFuture.completedFuture(stale.value)
					: keepAsync(key, nearKey, loader, loaded, wanted));
	}

	private CompletableFuture<@Nullable Object> keepAsync(Object key, Object nearKey, Supplier<?> loader,
			@Nullable Object loaded, BooleanSupplier wanted) {
		try {
			return keep(key, nearKey, loaded, wanted, false).thenApply((done) -> loaded);
		}
		catch (RuntimeException ex) {
			throw new ValueRetrievalException(key, loader::get, ex);
		}
	}

	private CompletableFuture<?> keep(Object key, Object nearKey, @Nullable Object loaded, BooleanSupplier wanted,
			boolean wait) {
		Object storeValue = this.values.toStore(loaded);
		return wanted.getAsBoolean() ? this.writes.loaded(new Put(key, nearKey, storeValue), wait)
				: CompletableFuture.completedFuture(null);
	}

	private void ended(long start, boolean success) {
		(success ? this.counters.loads : this.counters.failedLoads).increment();
		this.counters.loadNanos.add(System.nanoTime() - start);
	}

	private @Nullable Object staleOr(Object nearKey, ValueRetrievalException failure) {
		Throwable cause = failure.getCause();
		Object stale = (cause instanceof InterruptedException || cause instanceof Error) ? null
				: this.reads.stale(nearKey);
		if (stale == null) {
			throw failure;
		}
		this.counters.staleServed.increment();
		return this.values.fromStore(stale);
	}

	/** What stands in for a value that could not be loaded; is not put again. */
	private record Stale(@Nullable Object value) {

	}

}
