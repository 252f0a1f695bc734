/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A single write that Redis does not answer in time, on a node that stays AVAILABLE.
 */
@ExtendWith(RedisKitExtension.class)
class LoneTimeoutIT {

	private static final String CACHES = "spring.cache.cache-names=books";

	private static final Duration AT_ONCE = Duration.ofMillis(100);

	@Test
	void anEvictionThatTimedOutIsReadThroughAndDrained(RedisServer server) {
		try (CacheNode node = node("one", server)) {
			fill(server, "old");
			assertThat(get(node)).isEqualTo("old");
			node.proxy().blackHole();
			node.cache("books").evict("key");
			stillAvailable(node);
			assertThat(node.pendingRecords()).as("records after the timeout").isEqualTo(1);
			assertThat(server.command("EXISTS", "books::key")).as("what Redis still has").isEqualTo(1L);
			long start = System.nanoTime();
			assertThat(get(node)).as("value on " + node).isNull();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("a read that asks nobody").isLessThan(AT_ONCE);
			node.proxy().pass();
			drains(node);
			assertThat(server.command("EXISTS", "books::key")).isEqualTo(0L);
			assertThat(get(node)).isNull();
			stillAvailable(node);
		}
	}

	@Test
	void aPutThatTimedOutIsVisibleHereAndItsKeyIsDrained(RedisServer server) {
		try (CacheNode node = node("one", server)) {
			fill(server, "old");
			node.proxy().blackHole();
			node.cache("books").put("key", "new");
			stillAvailable(node);
			assertThat(get(node)).isEqualTo("new");
			assertThat(node.pendingRecords()).as("records after the timeout").isEqualTo(1);
			node.proxy().pass();
			drains(node);
			assertThat(server.command("EXISTS", "books::key")).isEqualTo(0L);
			node.cache("books").put("key", "direct");
			try (PlainCaches plain = PlainCaches.of(server)) {
				assertThat(plain.get("books", "key")).isEqualTo("direct");
			}
			node.settles(Duration.ofSeconds(5));
			assertThat(get(node)).isEqualTo("direct");
		}
	}

	@Test
	void whenAnotherNodeWritesMeanwhileThenItsValueIsServedOrMissedAndNoOlderOne(RedisServer server) {
		try (CacheNode one = node("one", server); CacheNode two = node("two", server)) {
			fill(server, "old");
			assertThat(get(one)).isEqualTo("old");
			one.proxy().blackHole();
			one.cache("books").put("key", "timed out");
			stillAvailable(one);
			assertThat(one.pendingRecords()).as("records after the timeout").isEqualTo(1);
			two.cache("books").put("key", "newer");
			try (PlainCaches plain = PlainCaches.of(server)) {
				assertThat(plain.get("books", "key")).isEqualTo("newer");
				one.proxy().pass();
				drains(one);
				one.settles(Duration.ofSeconds(5));
				two.settles(Duration.ofSeconds(5));
				assertThat(plain.get("books", "key")).isIn("newer", null);
			}
			assertThat(get(one)).as("value on " + one).isIn("newer", null);
			assertThat(get(two)).as("value on " + two).isIn("newer", null);
			two.cache("books").put("key", "newest");
			Awaitility.await()
				.atMost(Duration.ofSeconds(1))
				.untilAsserted(() -> assertThat(get(one)).isEqualTo("newest"));
		}
	}

	/** Enough good calls for two bad ones not to open the circuit. */
	private static CacheNode node(String name, RedisServer server) {
		CacheNode node = CacheNode.start(name, server, CACHES);
		for (int i = 0; i < 50; i++) {
			node.cache("books").put("warm-up", i);
		}
		assertThat(node.pendingRecords()).isZero();
		return node;
	}

	private static void fill(RedisServer server, String value) {
		try (PlainCaches plain = PlainCaches.of(server)) {
			plain.cache("books").put("key", value);
		}
	}

	private static void stillAvailable(CacheNode node) {
		assertThat(node.guard().getState()).isEqualTo(GuardState.AVAILABLE);
	}

	private static void drains(CacheNode node) {
		Awaitility.await("journal of " + node)
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(2))
			.until(node::pendingRecords, Long.valueOf(0)::equals);
	}

	private static @Nullable Object get(CacheNode node) {
		Cache.ValueWrapper wrapper = node.cache("books").get("key");
		return (wrapper != null) ? wrapper.get() : null;
	}

}
