/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes do about changes of others that they could not hear of.
 */
@ExtendWith(RedisKitExtension.class)
class CacheGapsIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static void hear(CacheNode... nodes) {
		Awaitility.await().atMost(SOON).until(() -> List.of(nodes).stream().allMatch(CacheNode::hearsOthers));
	}

	private static void seesSoon(Cache cache, String key, Object value) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(2))
			.until(() -> found(cache, key), value::equals);
	}

	private static long listeners(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub")).lines().count();
	}

	private static @Nullable Object found(Cache cache, String key) {
		Cache.ValueWrapper wrapper = cache.get(key);
		return (wrapper != null) ? wrapper.get() : null;
	}

	/** Into Redis and the memory of a node, without a message that would empty it. */
	private static void plant(RedisServer server, Cache there) {
		try (PlainCaches plain = PlainCaches.of(server)) {
			plain.cache("numbers").put("key", "old");
		}
		assertThat(CacheFixture.value(there, "key")).isEqualTo("old");
	}

	@Test
	void whenTheSubscriptionIsKilledThenWhatItMissedIsNotServed(RedisServer server) {
		AtomicInteger unheard = new AtomicInteger();
		try (CacheNode one = CacheNode.start("one", server); CacheNode two = CacheNode.start("two", server)) {
			for (int round = 0; round < 10; round++) {
				hear(one, two);
				one.cache("numbers").put("key", "old " + round);
				seesSoon(two.cache("numbers"), "key", "old " + round);
				assertThat(server.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(2L);
				one.cache("numbers").put("key", round);
				if (listeners(server) == 0) {
					unheard.incrementAndGet();
				}
				// Not read before it hears again: that would find out.
				Awaitility.await().atMost(SOON).until(() -> listeners(server) == 2);
				hear(two);
				assertThat(found(two.cache("numbers"), "key")).isEqualTo(round);
			}
		}
		assertThat(unheard).as("changes that nobody was there to hear").hasPositiveValue();
	}

	@Test
	void whenConnectionsAreHalfOpenThenWhatTheyMissedIsNotServed(RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server); CacheNode two = CacheNode.start("two", server)) {
			hear(one, two);
			Cache there = two.cache("numbers");
			plant(server, there);
			two.proxy().passNewOnly();
			one.cache("numbers").put("key", "new");
			// It cannot know, and is away from Redis as soon as it asks.
			assertThat(CacheFixture.value(there, "key")).isEqualTo("old");
			Awaitility.await().atMost(SOON).until(() -> !two.hearsOthers());
			Awaitility.await().atMost(SOON).until(() -> found(there, "key"), "new"::equals);
			two.settles(SOON);
			assertThat(CacheFixture.value(there, "key")).isEqualTo("new");
		}
	}

	@Test
	void whenANodeIsCutOffAloneThenItStaysWithinItsTimeToLive(RedisServer server) {
		String life = "resilient-redis.cache.local.time-to-live=6s";
		try (CacheNode one = CacheNode.start("one", server, life);
				CacheNode two = CacheNode.start("two", server, life)) {
			hear(one, two);
			Cache there = two.cache("numbers");
			plant(server, there);
			two.proxy().blackHole();
			two.guard().submit(RedisOperation.idempotent("test.get"), (redis) -> redis.get(new byte[] { 1 }));
			one.cache("numbers").evict("key");
			two.reaches(GuardState.UNAVAILABLE, SOON);
			assertThat(there.get("key")).as("within its time to live").isNotNull();
			Awaitility.await().atMost(Duration.ofSeconds(7)).until(() -> there.get("key") == null);
			two.proxy().drop();
			two.proxy().pass();
			two.settles(SOON);
			assertThat(there.get("key")).isNull();
		}
	}

	@Test
	void whenThePublicationIsNotPermittedThenTheCacheWorksAndMemoryIsNotTrusted(RedisServer server) {
		server.command("ACL", "SETUSER", "limited", "on", ">secret", "~*", "+@all", "resetchannels");
		try (CapturedLog log = new CapturedLog();
				CacheNode one = CacheNode.start("one", server);
				CacheNode limited = CacheNode.start("limited", server, "spring.data.redis.username=limited",
						"spring.data.redis.password=secret")) {
			ResilientCache cache = (ResilientCache) limited.cache("numbers");
			for (int i = 0; i < 10; i++) {
				cache.put("key" + i, i);
			}
			cache.putAll(Map.of("a", 1, "b", 2));
			cache.putIfAbsent("c", 3);
			cache.evict("key0");
			assertThat(limited.pendingRecords()).isZero();
			assertThat(((ResilientCache) one.cache("numbers")).getAll(List.of("key0", "key9", "a", "c")))
				.isEqualTo(Map.of("key9", 9, "a", 1, "c", 3));
			for (int i = 0; i < 10; i++) {
				one.cache("numbers").put("key9", "changed " + i);
				assertThat(CacheFixture.value(cache, "key9")).isEqualTo("changed " + i);
			}
			assertThat(limited.guard().getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(log.lines("does not permit")).hasSize(1);
		}
	}

}
