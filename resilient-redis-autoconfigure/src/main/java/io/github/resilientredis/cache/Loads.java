/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a key is loaded once at a time on this node: the first caller loads,
 * those who come while he does share his value or his exception. Nobody waits for
 * himself, in a circle, or longer than the patience allows; who cannot wait loads alone.
 *
 * <p>
 * Shared state: {@code running} holds the load of each key from its beginning to its end,
 * written by its owner, and is shortened by whoever changes the key meanwhile
 * ({@link #detach}): those who come later then load anew, and the detached load knows
 * that its value is out of date. {@code waiting} says which load a thread waits for; it
 * is shared by all caches of a manager, because circles may run through several.
 */
final class Loads {

	private static final int MAX_CIRCLE = 64;

	private final ConcurrentMap<Object, Load> running = new ConcurrentHashMap<>();

	private final ConcurrentMap<Thread, Load> waiting;

	private final Duration patience;

	Loads(ConcurrentMap<Thread, Load> waiting, Duration patience) {
		this.waiting = waiting;
		this.patience = patience;
	}

	/**
	 * Load on this thread, or wait for the one who does.
	 * @param loading loads; is told whether its value is still wanted in the cache when
	 * it asks
	 */
	@Nullable Object once(Object key, Function<BooleanSupplier, @Nullable Object> loading) {
		Load mine = new Load(Thread.currentThread());
		Load other = this.running.putIfAbsent(key, mine);
		if (other == null) {
			return own(key, mine, loading);
		}
		if (await(other)) {
			return result(other);
		}
		return loading.apply(() -> true);
	}

	private @Nullable Object own(Object key, Load mine, Function<BooleanSupplier, @Nullable Object> loading) {
		try {
			Object value = loading.apply(() -> this.running.get(key) == mine);
			mine.complete(value);
			return value;
		}
		catch (Throwable ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.running.remove(key, mine);
		}
	}

	/**
	 * Wait for a load.
	 * @return whether it has ended
	 */
	private boolean await(Load load) {
		Thread me = Thread.currentThread();
		this.waiting.put(me, load);
		try {
			if (isCircle(load, me)) {
				return false;
			}
			load.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			me.interrupt();
			return false;
		}
		finally {
			this.waiting.remove(me);
		}
	}

	private boolean isCircle(Load first, Thread me) {
		Load load = first;
		for (int i = 0; i < MAX_CIRCLE && load != null && load.owner() != null; i++) {
			if (load.owner() == me) {
				return true;
			}
			load = this.waiting.get(load.owner());
		}
		return false;
	}

	private static @Nullable Object result(Load ended) {
		try {
			return ended.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

	/**
	 * Load without waiting, or be told by the one who does.
	 * @param loading loads; is told whether its value is still wanted in the cache when
	 * it asks
	 */
	CompletableFuture<@Nullable Object> onceAsync(Object key,
			Function<BooleanSupplier, CompletableFuture<@Nullable Object>> loading) {
		Load mine = new Load(null);
		Load other = this.running.putIfAbsent(key, mine);
		if (other == null) {
			return ownAsync(key, mine, loading);
		}
		Object givenUp = new Object();
		return other.copy()
			.completeOnTimeout(givenUp, this.patience.toNanos(), TimeUnit.NANOSECONDS)
			.thenCompose((value) -> (value != givenUp) ? CompletableFuture.completedFuture(value)
					: loading.apply(() -> true));
	}

	private CompletableFuture<@Nullable Object> ownAsync(Object key, Load mine,
			Function<BooleanSupplier, CompletableFuture<@Nullable Object>> loading) {
		CompletableFuture<@Nullable Object> result;
		try {
			result = loading.apply(() -> this.running.get(key) == mine);
		}
		catch (Throwable ex) {
			result = CompletableFuture.failedFuture(ex);
		}
		return result.whenComplete((value, ex) -> {
			this.running.remove(key, mine);
			if (ex != null) {
				mine.completeExceptionally(ex);
			}
			else {
				mine.complete(value);
			}
		});
	}

	boolean isLoading(Object key) {
		return this.running.containsKey(key);
	}

	/**
	 * A key was changed: what is being loaded for it is out of date.
	 */
	void detach(Object key) {
		if (!this.running.isEmpty()) {
			this.running.remove(key);
		}
	}

	/**
	 * All keys were changed.
	 */
	void detachAll() {
		this.running.clear();
	}

}
