/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More evictions during one outage than the journal holds. In the long form the journal
 * is as large as it is by default.
 */
@ExtendWith(RedisKitExtension.class)
class CacheOverflowIT {

	private static final Log logger = LogFactory.getLog(CacheOverflowIT.class);

	private static final int EVICTIONS = 1_000_000;

	private static final int ENTRIES = 1000;

	private static final long MEGABYTE = 1024 * 1024;

	/** What else the heap of a running JVM gains or loses meanwhile. */
	private static final long SLACK = 4 * MEGABYTE;

	private static final long MAX_SIZE = (Boolean.getBoolean("resilient-redis.tests.long") ? 64 : 4) * MEGABYTE;

	@Test
	void whenTheJournalIsFullThenTheCacheIsClearedOnRecoveryAndNoOther(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, "spring.cache.cache-names=crowded,other",
				"resilient-redis.journal.max-size=" + MAX_SIZE / MEGABYTE + "MB")) {
			prepare(server);
			kill(server);
			evict(node);
			node.cache("crowded").put("put during", "served here");
			assertThat(node.cache("crowded").get("put during")).isNotNull();
			node.proxy().refuse();
			server.startUp();
			assertThat(left(server, "crowded")).as("entries that Redis came back with").isEqualTo(ENTRIES);
			node.proxy().pass();
			node.settles(Duration.ofSeconds(10));
			assertThat(left(server, "crowded")).isZero();
			assertThat(left(server, "other")).isEqualTo(ENTRIES);
			assertThat(node.cache("crowded").get("entry 1")).isNull();
			assertThat(node.cache("other").get("entry 1")).isNotNull();
			node.cache("crowded").put("entry 1", "after");
			assertThat(left(server, "crowded")).isOne();
			assertThat(node.pendingRecords()).isZero();
		}
	}

	/** Entries of both caches that no eviction names. */
	private static void prepare(RedisServer server) {
		try (PlainCaches plain = PlainCaches.of(server)) {
			for (int i = 0; i < ENTRIES; i++) {
				plain.cache("crowded").put("entry " + i, "old");
				plain.cache("other").put("entry " + i, "old");
			}
		}
	}

	private static void kill(RedisServer server) {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			server.snapshot();
			server.kill();
			unguarded.assertFails();
		}
	}

	private static void evict(CacheNode node) {
		Cache crowded = node.cache("crowded");
		crowded.evict("first");
		node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
		long heap = heapInUse();
		long largest = 0;
		long growth = 0;
		long start = System.nanoTime();
		for (int i = 0; i < EVICTIONS; i++) {
			crowded.evict("evicted " + i);
			if (i % 1000 == 0) {
				long bytes = node.journalBytes();
				// Once only: to look takes long.
				growth = (growth == 0 && bytes > MAX_SIZE / 2) ? heapInUse() - heap : growth;
				largest = Math.max(largest, bytes);
			}
		}
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		logger.warn(EVICTIONS + " distinct evictions in " + took.toMillis() + " ms; max-size " + MAX_SIZE
				+ " bytes, journal at most " + largest + " bytes; heap grew by " + growth
				+ " bytes when it was more than half full and by " + (heapInUse() - heap) + " in the end; " + node);
		assertThat(largest).as("bytes in the journal").isBetween(MAX_SIZE / 2, MAX_SIZE);
		assertThat(growth).as("growth of the heap").isBetween(1L, MAX_SIZE + SLACK);
		assertThat(heapInUse() - heap).as("growth of the heap in the end").isLessThan(MAX_SIZE + SLACK);
	}

	private static long left(RedisServer server, String cache) {
		Object count = server.command("EVAL", "return #redis.call('keys', ARGV[1] .. '::*')", "0", cache);
		return (count != null) ? (Long) count : -1;
	}

	private static long heapInUse() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
