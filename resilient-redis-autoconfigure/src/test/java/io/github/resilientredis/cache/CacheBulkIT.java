/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisCommandExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Many keys at once.
 */
@ExtendWith(RedisKitExtension.class)
class CacheBulkIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static List<String> keys(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "key" + i).toList();
	}

	private static Map<String, Integer> numbered(int count, int from) {
		Map<String, Integer> values = new LinkedHashMap<>();
		keys(count).forEach((key) -> values.put(key, from + values.size()));
		return values;
	}

	@Test
	void whenManyAreReadThenItIsOneRoundTripAndLaterNone(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			Cache springs = fixture.springs();
			Map<String, Integer> values = numbered(100, 0);
			values.forEach(springs::put);
			springs.put("null", null);
			cache.get("warm-up");
			server.resetStats();
			List<String> wanted = new ArrayList<>(keys(100));
			wanted.add("missing");
			wanted.add("null");
			Map<String, @Nullable Object> found = cache.getAll(wanted);
			assertThat(server.calls("evalsha")).isEqualTo(1);
			assertThat(server.calls("get")).isEqualTo(102);
			assertThat(found.keySet())
				.containsExactlyElementsOf(wanted.stream().filter((key) -> !key.equals("missing")).toList());
			assertThat(found).containsAllEntriesOf(values).containsEntry("null", null);
			found = cache.getAll(keys(100));
			assertThat(server.calls("evalsha")).isEqualTo(1);
			assertThat(found).containsAllEntriesOf(values).hasSize(100);
			assertThat(cache.getStatistics().reads()).isEqualTo(new ResilientCacheStatistics.Reads(100, 0, 101, 1 + 1));
		}
	}

	@Test
	void whenManyAreReadThenMemoryDoesNotOutliveThem(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			FakeTicker ticker = new FakeTicker();
			ResilientCache cache = fixture.cache(ticker);
			numbered(3, 0).forEach(fixture.springs()::put);
			server.command("PEXPIRE", "numbers::key1", "5000");
			assertThat(cache.getAll(keys(3))).hasSize(3);
			server.command("FLUSHALL");
			ticker.advance(Duration.ofMillis(5000));
			assertThat(cache.getAll(keys(3))).containsExactly(entry("key0", 0), entry("key2", 2));
		}
	}

	@Test
	void whenReadsProlongLifeThenAlsoManyAtOnce(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture
				.cache(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1)).enableTimeToIdle());
			cache.putAll(numbered(3, 0));
			server.command("PEXPIRE", "numbers::key1", "5000");
			assertThat(cache.getAll(keys(4))).hasSize(3);
			assertThat((Long) server.command("PTTL", "numbers::key1")).isGreaterThan(50_000L);
			server.makeReadOnly();
			cache.put("other", 1);
			fixture.reaches(GuardState.WRITES_REFUSED);
			assertThat(cache.getAll(keys(4))).hasSize(3);
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.WRITES_REFUSED);
		}
	}

	@Test
	void whenManyAreWrittenOrRemovedThenItIsOneRoundTrip(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture
				.cache(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1)));
			Cache springs = fixture.springs();
			cache.put("warm-up", 1);
			server.resetStats();
			cache.putAll(numbered(100, 0));
			assertThat(server.calls("evalsha")).isEqualTo(1);
			numbered(100, 0).forEach((key, value) -> assertThat(CacheFixture.value(springs, key)).isEqualTo(value));
			assertThat((Long) server.command("PTTL", "numbers::key99")).isBetween(50_000L, 60_000L);
			cache.evictAll(keys(99));
			assertThat(server.calls("evalsha")).isEqualTo(2);
			assertThat(keys(99)).allSatisfy((key) -> assertThat(springs.get(key)).isNull());
			assertThat(cache.getAll(keys(100))).containsExactly(entry("key99", 99));
		}
	}

	@Test
	void whenLivesAreJitteredThenEntriesWrittenTogetherExpireOneByOne(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache("numbers",
					ResilientCacheConfiguration
						.of(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofSeconds(100)))
						.withTimeToLiveJitter(0.5));
			cache.putAll(numbered(100, 0));
			List<Long> lives = keys(100).stream()
				.map((key) -> (Long) server.command("PTTL", "numbers::" + key))
				.toList();
			assertThat(lives).allSatisfy((life) -> assertThat(life).isBetween(45_000L, 100_000L));
			assertThat(lives.stream().distinct().count()).isGreaterThan(50);
		}
	}

	@Test
	void whenThereAreVeryManyThenTheyGoInPages(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cacheWithoutNearLevel();
			cache.put("warm-up", 1);
			cache.get("warm-up");
			server.resetStats();
			cache.putAll(numbered(1200, 0));
			assertThat(server.calls("evalsha")).isEqualTo(3);
			assertThat(cache.getAll(keys(1200))).isEqualTo(numbered(1200, 0));
			assertThat(server.calls("evalsha")).isEqualTo(6);
			cache.putAll(Map.of("a", "a".repeat(700_000), "b", "b".repeat(700_000), "c", "c".repeat(700_000)));
			assertThat(server.calls("evalsha")).isEqualTo(8);
			assertThat(cache.getAll(List.of("a", "b", "c"))).hasSize(3);
		}
	}

	@Test
	void whenKeysAreEqualInRedisThenEachHasTheValue(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			cache.putAll(Map.of(1L, "one"));
			fixture.springs().put("2", "two");
			server.resetStats();
			Map<Object, @Nullable Object> found = cache.getAll(List.of("1", 1L, 2, "2", 2));
			assertThat(found).containsExactly(entry("1", "one"), entry(1L, "one"), entry(2, "two"), entry("2", "two"));
			assertThat(server.calls("get")).isEqualTo(1);
		}
	}

	@Test
	void whenOneEntryCannotBeReadThenItAloneIsAMiss(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			numbered(3, 0).forEach(fixture.springs()::put);
			server.command("SET", "numbers::key1", "not a java object");
			ResilientCache cache = fixture.cache();
			assertThat(cache.getAll(keys(3))).containsExactly(entry("key0", 0), entry("key2", 2));
			assertThat(cache.getStatistics().unreadable()).isEqualTo(1);
		}
	}

	@Test
	void whenOneKeyIsOfAnotherTypeThenTheCallerIsTold(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			server.command("LPUSH", "numbers::key1", "1");
			assertThatExceptionOfType(RedisCommandExecutionException.class)
				.isThrownBy(() -> fixture.cache().getAll(keys(3)))
				.withMessageContaining("WRONGTYPE");
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenThereIsNothingToDoThenRedisIsNotAsked(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			server.resetStats();
			assertThat(cache.getAll(List.of())).isEmpty();
			cache.putAll(Map.of());
			cache.evictAll(List.of());
			assertThat(server.calls("evalsha") + server.calls("eval")).isZero();
		}
	}

	@Test
	void whenOneNodeChangesManyThenTheOtherHearsOfAll(RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server); CacheNode two = CacheNode.start("two", server)) {
			ResilientCache here = (ResilientCache) one.cache("numbers");
			ResilientCache there = (ResilientCache) two.cache("numbers");
			Awaitility.await().until(() -> one.hearsOthers() && two.hearsOthers());
			here.putAll(numbered(100, 0));
			assertThat(there.getAll(keys(100))).isEqualTo(numbered(100, 0));
			here.putAll(numbered(100, 1000));
			Awaitility.await().until(() -> there.getAll(keys(100)), numbered(100, 1000)::equals);
			here.evictAll(keys(100));
			Awaitility.await().until(() -> there.getAll(keys(100)), Map::isEmpty);
		}
	}

	@Test
	void whenRedisIsKilledThenMemoryAnswersAndEvictionsAreMadeUpFor(RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server); CacheNode two = CacheNode.start("two", server)) {
			ResilientCache here = (ResilientCache) one.cache("numbers");
			ResilientCache there = (ResilientCache) two.cache("numbers");
			try (PlainCaches plain = PlainCaches.of(server)) {
				numbered(100, 0).forEach(plain.cache("numbers")::put);
			}
			assertThat(here.getAll(keys(100))).hasSize(100);
			server.command("SAVE");
			server.kill();
			one.reaches(GuardState.UNAVAILABLE, SOON);
			assertThat(here.getAll(keys(100))).isEqualTo(numbered(100, 0));
			here.evictAll(keys(50));
			here.putAll(Map.of("key50", 1000, "key51", 1001));
			assertThat(here.getAll(keys(52))).containsExactly(entry("key50", 1000), entry("key51", 1001));
			assertThat(one.pendingRecords()).isEqualTo(52);
			server.restart();
			one.settles(SOON);
			two.settles(SOON);
			assertThat(there.getAll(keys(100))).isEqualTo(here.getAll(keys(100)))
				.hasSize(48)
				.doesNotContainKey("key51");
		}
	}

	@Test
	void whenThereIsNoMemoryForManyThenTheOldOnesAreRemoved(RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server); PlainCaches plain = PlainCaches.of(server)) {
			ResilientCache here = (ResilientCache) one.cache("numbers");
			here.putAll(numbered(100, 0));
			server.fillMemory();
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> plain.cache("numbers").put("key0", 1))
				.withStackTraceContaining("OOM");
			here.putAll(numbered(100, 1000));
			assertThat(here.getAll(keys(100))).isEqualTo(numbered(100, 1000));
			Awaitility.await()
				.until(() -> server.command("EXISTS", "numbers::key0", "numbers::key99"), Long.valueOf(0)::equals);
			server.freeMemory();
			one.settles(SOON);
		}
	}

}
