/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache on a Redis Cluster of two masters.
 */
class CacheClusterIT {

	private final TwoMasters cluster = TwoMasters.start();

	private final CacheNode one = CacheNode.start("one", this.cluster);

	private final CacheNode two = CacheNode.start("two", this.cluster);

	private final ResilientCache here = (ResilientCache) this.one.cache("numbers");

	private final ResilientCache there = (ResilientCache) this.two.cache("numbers");

	/**
	 * In Cluster a node cannot know whether another one that connects has found the data
	 * of before, so it removes what it put within the last second: nothing yet.
	 */
	@BeforeEach
	void settle() {
		this.one.settles(Duration.ofSeconds(10));
		this.two.settles(Duration.ofSeconds(10));
	}

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.cluster.close();
	}

	private String state() {
		return this.one + ", " + this.two + ", " + this.cluster.calls("set") + " SET, " + this.cluster.calls("del")
				+ " DEL, " + this.cluster.calls("evalsha") + " EVALSHA";
	}

	private static List<String> keys() {
		return IntStream.range(0, 100).mapToObj((i) -> "key" + i).toList();
	}

	private static Map<String, Integer> numbered(int from) {
		Map<String, Integer> values = new LinkedHashMap<>();
		keys().forEach((key) -> values.put(key, from + values.size()));
		return values;
	}

	@Test
	void whenManyKeysAreUsedThenTheyMayLieAnywhere() {
		this.here.putAll(numbered(0));
		assertThat(this.one.pendingRecords()).as(this::state).isZero();
		assertThat(this.cluster.masters())
			.allSatisfy((master) -> assertThat((Long) master.command("DBSIZE")).isBetween(20L, 90L));
		assertThat(this.there.getAll(keys())).isEqualTo(numbered(0));
		this.cluster.masters().forEach((master) -> master.command("SCRIPT", "FLUSH"));
		this.here.putAll(numbered(1000));
		assertThat(this.one.pendingRecords()).as(this::state).isZero();
		Awaitility.await().until(() -> this.there.getAll(keys()), numbered(1000)::equals);
		this.here.evictAll(keys().subList(0, 99));
		Awaitility.await().until(() -> this.there.getAll(keys()), Map.of("key99", 1099)::equals);
		this.here.clear();
		Awaitility.await().until(() -> this.there.getAll(keys()), Map::isEmpty);
	}

	@Test
	void whenANodeChangesAKeyThenNoOtherGoesOnServingTheOldValue() {
		for (int i = 0; i < 300; i++) {
			String key = "key" + i % 20;
			int value = i;
			this.here.put(key, value);
			assertThat(this.one.pendingRecords()).as(this::state).isZero();
			// Reads at once and over and over, so it may ask Redis at any moment.
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofNanos(1))
				.atMost(Duration.ofSeconds(1))
				.until(() -> CacheFixture.value(this.there, key), (Object found) -> found.equals(value));
		}
		assertThat(this.there.getStatistics().reads().redisHits()).isGreaterThanOrEqualTo(300);
		assertThat(this.there.getStatistics().reads().nearHits()).isPositive();
	}

}
