/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.function.ToDoubleFunction;

import io.github.resilientredis.cache.ResilientCacheStatistics;
import io.micrometer.core.instrument.Tags;

/**
 * What is measured of each cache, one constant a series. The names that begin with
 * {@code cache.} are those of Micrometer's own cache meters. All series of one name have
 * the same tag keys, as Prometheus wants it.
 */
public enum ResilientCacheMeter {

	/** How many entries are in memory, about. */
	SIZE(Kind.GAUGE, "cache.size", Tags.of("level", "near"), "Entries in memory, about",
			(statistics) -> statistics.near().size()),

	/** Reads that memory answered with a value. */
	NEAR_HITS(Kind.COUNTER, "cache.gets", Tags.of("result", "hit", "level", "near"), ResilientCacheMeter.GETS,
			(statistics) -> statistics.reads().nearHits()),

	/** Reads that found nothing in memory while Redis could not be asked. */
	NEAR_MISSES(Kind.COUNTER, "cache.gets", Tags.of("result", "miss", "level", "near"), ResilientCacheMeter.GETS,
			(statistics) -> statistics.reads().nearMisses()),

	/** Reads that Redis answered with a value. */
	REDIS_HITS(Kind.COUNTER, "cache.gets", Tags.of("result", "hit", "level", "redis"), ResilientCacheMeter.GETS,
			(statistics) -> statistics.reads().redisHits()),

	/** Reads for which Redis had nothing. */
	REDIS_MISSES(Kind.COUNTER, "cache.gets", Tags.of("result", "miss", "level", "redis"), ResilientCacheMeter.GETS,
			(statistics) -> statistics.reads().redisMisses()),

	/** Values put, also by loaders. */
	PUTS(Kind.COUNTER, "cache.puts", Tags.empty(), "Values put through this instance",
			(statistics) -> statistics.changes().puts()),

	/** Keys evicted by the application; a clear is none. */
	REMOVALS(Kind.COUNTER, "cache.removals", Tags.empty(), "Keys evicted through this instance",
			(statistics) -> statistics.changes().removals()),

	/** Entries in memory that had to make room, or had expired. */
	EVICTIONS(Kind.COUNTER, "cache.evictions", Tags.of("level", "near"),
			"Entries in memory that had to make room or had expired", (statistics) -> statistics.near().evictions()),

	/** Loaders that returned. */
	LOADS(Kind.COUNTER, "cache.load", Tags.of("result", "success"), ResilientCacheMeter.LOADED,
			(statistics) -> statistics.loads().successes()),

	/** Loaders that failed. */
	FAILED_LOADS(Kind.COUNTER, "cache.load", Tags.of("result", "failure"), ResilientCacheMeter.LOADED,
			(statistics) -> statistics.loads().failures()),

	/** How long loaders took, all together. */
	LOAD_DURATION(Kind.TIME, "cache.load.duration", Tags.empty(), "Time that loaders took, all together",
			(statistics) -> statistics.loads().totalTime().toNanos()),

	/** Failed loads that an expired value stood in for. */
	STALE(Kind.COUNTER, "resilient.redis.cache.stale", Tags.empty(), "Failed loads that an expired value stood in for",
			(statistics) -> statistics.loads().stale()),

	/** Entries in Redis that could not be read, and were taken for missing. */
	UNREADABLE(Kind.COUNTER, "resilient.redis.cache.unreadable", Tags.empty(),
			"Entries in Redis that could not be read", ResilientCacheStatistics::unreadable),

	/**
	 * Keys and values that could not be written to Redis, and stayed on this instance.
	 */
	UNWRITABLE(Kind.COUNTER, "resilient.redis.cache.unwritable", Tags.empty(),
			"Keys and values that could not be written to Redis", ResilientCacheStatistics::unwritable);

	private static final String GETS = "Reads, each counted once, for the level that had the last word";

	private static final String LOADED = "Loads that ended";

	private final Kind kind;

	private final String meterName;

	private final Tags tags;

	private final String description;

	private final ToDoubleFunction<ResilientCacheStatistics> value;

	ResilientCacheMeter(Kind kind, String meterName, Tags tags, String description,
			ToDoubleFunction<ResilientCacheStatistics> value) {
		this.kind = kind;
		this.meterName = meterName;
		this.tags = tags;
		this.description = description;
		this.value = value;
	}

	/**
	 * The name of the meter.
	 * @return the name, in Micrometer's dotted form
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * What tells this series from others of the same name.
	 * @return the tags, without those of the cache
	 */
	public Tags tags() {
		return this.tags;
	}

	Kind kind() {
		return this.kind;
	}

	String description() {
		return this.description;
	}

	double value(ResilientCacheStatistics statistics) {
		return this.value.applyAsDouble(statistics);
	}

	/** What a number is. */
	enum Kind {

		/** It goes up and down. */
		GAUGE,

		/** It only goes up. */
		COUNTER,

		/** Nanoseconds. */
		TIME

	}

}
