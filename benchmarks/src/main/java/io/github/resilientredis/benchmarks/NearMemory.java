/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.LocalRedisGuard;

import org.springframework.cache.Cache;

/**
 * What 100,000 entries take of the heap: in our near level, in plain Caffeine bounded and
 * expiring like it, and in Spring's unbounded Caffeine cache. Measured as the heap in use
 * after collections, with the entries and without; keys and values are part of it, and
 * the same for all sides. Ours runs without Redis, so that nothing but the near level
 * grows.
 */
public final class NearMemory {

	private static final int ENTRIES = 100_000;

	private static final int ROUNDS = 3;

	private NearMemory() {
	}

	public static void main(String[] args) {
		System.out.printf("%5s  %-20s %-22s %16s%n", "round", "side", "values", "bytes an entry");
		List<Side> sides = new ArrayList<>(List.of(new Side("near level", NearMemory::near),
				new Side("Caffeine, bounded", NearMemory::bounded), new Side("Caffeine, unbounded", Caches::caffeine)));
		for (int round = 1; round <= ROUNDS; round++) {
			for (Side side : sides) {
				System.out.printf("%5d  %-20s %-22s %16.1f%n", round, side.name, "one, shared", perEntry(side, false));
				System.out.printf("%5d  %-20s %-22s %16.1f%n", round, side.name, "100 characters each",
						perEntry(side, true));
			}
			Collections.reverse(sides);
		}
	}

	private static Cache near() {
		ResilientCacheManager manager = new ResilientCacheManager(
				CacheBackend.of(new LocalRedisGuard(Clock.systemUTC())),
				Caches.with(new NearLevelSettings(true, ENTRIES, Duration.ofHours(1))));
		manager.afterPropertiesSet();
		return Caches.of(manager);
	}

	private static Cache bounded() {
		return Caches.caffeine("maximumSize=" + ENTRIES + ",expireAfterWrite=1h");
	}

	private static double perEntry(Side side, boolean ownValues) {
		Cache cache = side.create.get();
		cache.put("first", "x");
		long before = used();
		for (int i = 0; i < ENTRIES; i++) {
			cache.put(key(i), ownValues ? Keys.text(i, 100) : "x");
		}
		long after = used();
		for (int i = 0; i < ENTRIES; i++) {
			if (cache.get(key(i)) == null) {
				throw new IllegalStateException(key(i) + " is missing from " + side.name);
			}
		}
		return (double) (after - before) / ENTRIES;
	}

	private static String key(int number) {
		return "product-number-" + (10_000 + number);
	}

	/** Settles when collections find nothing more. */
	private static long used() {
		long used = Long.MAX_VALUE;
		long last;
		do {
			last = used;
			System.gc();
			used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}
		while (used < last);
		return used;
	}

	/**
	 * Who is measured.
	 *
	 * @param name what to call it
	 * @param create makes an empty one
	 */
	private record Side(String name, Supplier<Cache> create) {
	}

}
