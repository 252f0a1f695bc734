/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Products, from a database that takes two milliseconds to answer.
 */
class Products {

	private static final long DATABASE = TimeUnit.MILLISECONDS.toNanos(2);

	@Cacheable("products")
	public Product find(int number) {
		long end = System.nanoTime() + DATABASE;
		while (end - System.nanoTime() > 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
		return Product.of(number);
	}

	@CacheEvict("products")
	public void change(int number) {
		// The product is the same afterwards: what a change costs the cache is of
		// interest.
	}

}
