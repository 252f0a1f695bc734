/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an application gives to a cache to call, counting how often that is done.
 */
final class ContractLoaders {

	private ContractLoaders() {
	}

	static Object fail(AtomicInteger loads, Exception ex) throws Exception {
		loads.incrementAndGet();
		throw ex;
	}

	static Object fail(AtomicInteger loads, Error error) {
		loads.incrementAndGet();
		throw error;
	}

	static CompletableFuture<Object> failing(AtomicInteger loads, Exception ex) {
		return CompletableFuture.supplyAsync(loads::incrementAndGet)
			.thenCompose((number) -> CompletableFuture.failedFuture(ex));
	}

	static @Nullable Object none(AtomicInteger loads) {
		loads.incrementAndGet();
		return null;
	}

	/**
	 * All operations on a key, with values and loaders that are in order.
	 * @param cache the cache
	 * @param loads counts the loaders that run
	 * @return the operations, in need of a key
	 */
	static List<Consumer<Object>> operations(Cache cache, AtomicInteger loads) {
		return List.of(cache::get, (key) -> cache.get(key, Object.class),
				(key) -> cache.get(key, loads::incrementAndGet), cache::retrieve,
				(key) -> cache.retrieve(key, () -> CompletableFuture.supplyAsync(loads::incrementAndGet)),
				(key) -> cache.put(key, ContractSubject.ONE), (key) -> cache.putIfAbsent(key, ContractSubject.ONE),
				cache::evict, cache::evictIfPresent);
	}

	/** What nullness annotations forbid. */
	@SuppressWarnings("NullAway")
	static ThrowableAssertAlternative<IllegalArgumentException> onNullKey(Consumer<Object> operation) {
		return assertThatIllegalArgumentException().isThrownBy(() -> operation.accept(null));
	}

}
