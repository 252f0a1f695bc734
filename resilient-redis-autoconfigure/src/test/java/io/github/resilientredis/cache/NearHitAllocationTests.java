/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hit in memory costs.
 */
class NearHitAllocationTests {

	private static final int HITS = 200_000;

	// A header of 12 bytes and a reference, on a JVM with compressed pointers.
	private static final double WRAPPER = 16;

	private Cache.@Nullable ValueWrapper last;

	@Test
	void nothingIsAllocatedButSpringsWrapper() {
		Cache cache = new ResilientCacheManager(CacheBackend.of(new SettableGuard(GuardState.LOCAL_ONLY)),
				ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()))
			.getCache("numbers");
		assertThat(cache).isNotNull();
		cache.put("one", 1);
		read(cache);
		assertThat(read(cache)).as("bytes for each hit").isLessThanOrEqualTo(WRAPPER + 1);
	}

	private double read(Cache cache) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < HITS; i++) {
			this.last = cache.get("one");
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(this.last).isNotNull();
		return (double) allocated / HITS;
	}

}
