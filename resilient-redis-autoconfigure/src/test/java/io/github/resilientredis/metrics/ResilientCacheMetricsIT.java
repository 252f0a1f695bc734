/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.time.Duration;
import java.util.Map;

import io.github.resilientredis.cache.CacheNode;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every action moves the meters of a cache that it should, and no other; with a Redis and
 * without. The cache is made when it is first asked for.
 */
@ExtendWith(RedisKitExtension.class)
class ResilientCacheMetricsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** So that memory is asked first also on a machine that is busy for a second. */
	private static final String ALONE = "resilient-redis.cache.invalidation=false";

	private static final RedisOperation PLANT = RedisOperation.once("test.plant");

	@Test
	void whileRedisIsThereEachActionMovesItsMeters(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, ALONE, "resilient-redis.cache.local.time-to-live=10m")) {
			Cache cache = node.cache("numbers");
			MeterReadings meters = new MeterReadings(node.meters(), "numbers");
			cache.get("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets redis miss", 1.0));
			cache.put("one", 1);
			assertThat(meters.moved()).isEqualTo(Map.of("cache.puts", 1.0, "cache.size near", 1.0));
			cache.get("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near hit", 1.0));
			cache.evict("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.removals", 1.0, "cache.size near", -1.0));
			cache.clear();
			assertThat(meters.moved()).isEmpty();
		}
	}

	@Test
	void whatAnotherNodePutIsAHitOfRedisFirst(RedisServer server) {
		try (CacheNode other = CacheNode.start("other", server, ALONE)) {
			other.cache("numbers").put("one", 1);
		}
		try (CacheNode node = CacheNode.start("one", server, ALONE)) {
			MeterReadings meters = new MeterReadings(node.meters(), "numbers");
			node.cache("numbers").get("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets redis hit", 1.0, "cache.size near", 1.0));
			node.cache("numbers").get("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near hit", 1.0));
		}
	}

	@Test
	void whatCannotBeReadIsAMissAndCounted(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, ALONE)) {
			MeterReadings meters = new MeterReadings(node.meters(), "numbers");
			node.guard().execute(PLANT, (redis) -> {
				redis.opsForValue().set("numbers::planted", "no serialized object");
				return true;
			});
			assertThat(node.cache("numbers").get("planted")).isNull();
			assertThat(meters.moved())
				.isEqualTo(Map.of("cache.gets redis miss", 1.0, "resilient.redis.cache.unreadable", 1.0));
		}
	}

	@Test
	void duringAnOutageMemoryHasTheLastWord(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, ALONE);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			Cache cache = node.cache("numbers");
			cache.put("one", 1);
			server.kill();
			unguarded.assertFails();
			node.reaches(GuardState.UNAVAILABLE, PATIENCE);
			MeterReadings meters = new MeterReadings(node.meters(), "numbers");
			cache.get("one");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near hit", 1.0));
			cache.get("two");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near miss", 1.0));
			cache.put("two", 2);
			assertThat(meters.moved()).isEqualTo(Map.of("cache.puts", 1.0, "cache.size near", 1.0));
			cache.evict("two");
			assertThat(meters.moved()).isEqualTo(Map.of("cache.removals", 1.0, "cache.size near", -1.0));
			assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("two", () -> {
				throw new IllegalStateException("no number");
			}));
			assertThat(meters.moved()).containsEntry("cache.gets near miss", 1.0)
				.containsEntry("cache.load failure", 1.0)
				.containsOnlyKeys("cache.gets near miss", "cache.load failure", "cache.load.duration");
		}
	}

	@Test
	void whatStandsInForAFailedLoadIsCounted(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, ALONE, "resilient-redis.cache.stale-if-error=10m",
				"resilient-redis.cache.caches.numbers.time-to-live=50ms")) {
			Cache cache = node.cache("numbers");
			cache.put("one", 1);
			Awaitility.await().atMost(PATIENCE).until(() -> cache.get("one") == null);
			MeterReadings meters = new MeterReadings(node.meters(), "numbers");
			assertThat(cache.<Object>get("one", () -> {
				throw new IllegalStateException("no number");
			})).isEqualTo(1);
			assertThat(meters.moved()).containsEntry("resilient.redis.cache.stale", 1.0)
				.containsOnlyKeys("cache.gets redis miss", "cache.load failure", "cache.load.duration",
						"resilient.redis.cache.stale");
		}
	}

}
