/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.cache.ResilientCacheStatistics;
import io.github.resilientredis.cache.ResilientCacheStatistics.Changes;
import io.github.resilientredis.cache.ResilientCacheStatistics.Loads;
import io.github.resilientredis.cache.ResilientCacheStatistics.Near;
import io.github.resilientredis.cache.ResilientCacheStatistics.Reads;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Each meter, and the number it stands for.
 */
class ResilientCacheMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ResilientCache cache = cache();

	private static ResilientCache cache() {
		ResilientCacheManager manager = new ResilientCacheManager(
				CacheBackend.of(new SettableGuard(GuardState.UNAVAILABLE)),
				ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()));
		assertThat(manager.getCache("rates")).isInstanceOf(ResilientCache.class);
		return (ResilientCache) manager.getCache("rates");
	}

	@Test
	void eachMeterHasANumberOfItsOwn() {
		ResilientCacheStatistics statistics = new ResilientCacheStatistics(new Reads(1, 2, 3, 4), new Changes(5, 6, 99),
				new Loads(7, 8, Duration.ofNanos(9), 10), new Near(11, 12), 13, 14);
		Map<ResilientCacheMeter, Double> values = new EnumMap<>(ResilientCacheMeter.class);
		for (ResilientCacheMeter meter : ResilientCacheMeter.values()) {
			values.put(meter, meter.value(statistics));
		}
		assertThat(values).hasSize(14)
			.containsEntry(ResilientCacheMeter.NEAR_HITS, 1.0)
			.containsEntry(ResilientCacheMeter.NEAR_MISSES, 2.0)
			.containsEntry(ResilientCacheMeter.REDIS_HITS, 3.0)
			.containsEntry(ResilientCacheMeter.REDIS_MISSES, 4.0)
			.containsEntry(ResilientCacheMeter.PUTS, 5.0)
			.containsEntry(ResilientCacheMeter.REMOVALS, 6.0)
			.containsEntry(ResilientCacheMeter.LOADS, 7.0)
			.containsEntry(ResilientCacheMeter.FAILED_LOADS, 8.0)
			.containsEntry(ResilientCacheMeter.LOAD_DURATION, 9.0)
			.containsEntry(ResilientCacheMeter.STALE, 10.0)
			.containsEntry(ResilientCacheMeter.SIZE, 11.0)
			.containsEntry(ResilientCacheMeter.EVICTIONS, 12.0)
			.containsEntry(ResilientCacheMeter.UNREADABLE, 13.0)
			.containsEntry(ResilientCacheMeter.UNWRITABLE, 14.0);
	}

	@Test
	void theSeriesAreThoseThatAreDocumented() {
		new ResilientCacheMetrics(this.cache, Tags.of("cache.manager", "main")).bindTo(this.registry);
		assertThat(new MeterReadings(this.registry, "rates").read()).containsOnlyKeys("cache.size near",
				"cache.gets near hit", "cache.gets near miss", "cache.gets redis hit", "cache.gets redis miss",
				"cache.puts", "cache.removals", "cache.evictions near", "cache.load success", "cache.load failure",
				"cache.load.duration", "resilient.redis.cache.stale", "resilient.redis.cache.unreadable",
				"resilient.redis.cache.unwritable");
	}

	@Test
	void allSeriesOfANameHaveTheSameTagKeysAndDescription() {
		new ResilientCacheMetrics(this.cache, Tags.of("cache.manager", "main", "name", "rates")).bindTo(this.registry);
		Map<String, List<Meter>> meters = this.registry.getMeters()
			.stream()
			.collect(Collectors.groupingBy((meter) -> meter.getId().getName()));
		assertThat(meters.get("cache.gets")).hasSize(4);
		meters.values().forEach((series) -> {
			assertThat(series.stream().map((meter) -> meter.getId().getDescription()).distinct()).hasSize(1)
				.doesNotContainNull();
			assertThat(series.stream().map((meter) -> keys(meter.getId().getTags())).distinct()).hasSize(1)
				.first()
				.asString()
				.contains("cache", "cache.manager", "name");
		});
	}

	private static List<String> keys(List<Tag> tags) {
		return tags.stream().map(Tag::getKey).toList();
	}

	@Test
	void eachActionMovesItsMeters() {
		new ResilientCacheMetrics(this.cache, Tags.empty()).bindTo(this.registry);
		MeterReadings meters = new MeterReadings(this.registry, "rates");
		this.cache.get("EUR");
		assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near miss", 1.0));
		this.cache.put("EUR", "1.0");
		assertThat(meters.moved()).isEqualTo(Map.of("cache.puts", 1.0, "cache.size near", 1.0));
		this.cache.get("EUR");
		assertThat(meters.moved()).isEqualTo(Map.of("cache.gets near hit", 1.0));
		this.cache.evict("EUR");
		assertThat(meters.moved()).isEqualTo(Map.of("cache.removals", 1.0, "cache.size near", -1.0));
	}

	@Test
	void loadersAreCountedAndTimed() {
		new ResilientCacheMetrics(this.cache, Tags.empty()).bindTo(this.registry);
		this.cache.get("EUR", () -> "1.0");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("USD", () -> {
			throw new IllegalStateException("no rates");
		}));
		assertThat(new MeterReadings(this.registry, "rates").read()).containsEntry("cache.load success", 1.0)
			.containsEntry("cache.load failure", 1.0);
		long nanos = this.cache.getStatistics().loads().totalTime().toNanos();
		assertThat(this.registry.get("cache.load.duration").timeGauge().value(TimeUnit.NANOSECONDS)).isPositive()
			.isCloseTo((double) nanos, within(0.5));
	}

	@Test
	void whatCannotBeWrittenIsCounted() {
		SettableGuard guard = new SettableGuard(GuardState.AVAILABLE);
		ResilientCache open = (ResilientCache) new ResilientCacheManager(CacheBackend.of(guard),
				ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()))
			.getCache("open");
		assertThat(open).isNotNull();
		new ResilientCacheMetrics(open, Tags.empty()).bindTo(this.registry);
		open.put("thread", Thread.currentThread());
		assertThat(new MeterReadings(this.registry, "open").read()).containsEntry("resilient.redis.cache.unwritable",
				1.0);
	}

}
