/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.concurrent.atomic.AtomicIntegerArray;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * What is cached. Stands for a database that never fails.
 * <p>
 * Shared state: the version of each item, incremented by request threads.
 */
class Catalog {

	static final int ITEMS = 400;

	static final String CACHE = "items";

	private final AtomicIntegerArray versions = new AtomicIntegerArray(ITEMS);

	/** The version in what {@link #read} returned. */
	static int version(Object text) {
		return Integer.parseInt(text.toString().split(":")[1]);
	}

	@Cacheable(CACHE)
	public String read(int item) {
		return item + ":" + this.versions.get(item);
	}

	@CacheEvict(CACHE)
	public int change(int item) {
		return this.versions.incrementAndGet(item);
	}

}
