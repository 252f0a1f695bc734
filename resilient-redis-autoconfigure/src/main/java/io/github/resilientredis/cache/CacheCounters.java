/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a cache does. Written by all threads without waiting for each other; a
 * snapshot is not one moment.
 */
final class CacheCounters {

	final LongAdder nearHits = new LongAdder();

	final LongAdder nearMisses = new LongAdder();

	final LongAdder redisHits = new LongAdder();

	final LongAdder redisMisses = new LongAdder();

	final LongAdder puts = new LongAdder();

	final LongAdder removals = new LongAdder();

	final LongAdder clears = new LongAdder();

	final LongAdder loads = new LongAdder();

	final LongAdder failedLoads = new LongAdder();

	final LongAdder loadNanos = new LongAdder();

	final LongAdder staleServed = new LongAdder();

	final LongAdder unreadable = new LongAdder();

	final LongAdder unwritable = new LongAdder();

	ResilientCacheStatistics snapshot(NearLevel near) {
		return new ResilientCacheStatistics(
				new ResilientCacheStatistics.Reads(this.nearHits.sum(), this.nearMisses.sum(), this.redisHits.sum(),
						this.redisMisses.sum()),
				new ResilientCacheStatistics.Changes(this.puts.sum(), this.removals.sum(), this.clears.sum()),
				new ResilientCacheStatistics.Loads(this.loads.sum(), this.failedLoads.sum(),
						Duration.ofNanos(this.loadNanos.sum()), this.staleServed.sum()),
				new ResilientCacheStatistics.Near(near.estimatedSize(), near.evictions()), this.unreadable.sum(),
				this.unwritable.sum());
	}

}
