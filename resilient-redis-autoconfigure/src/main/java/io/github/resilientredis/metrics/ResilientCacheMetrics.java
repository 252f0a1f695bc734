/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.resilientredis.cache.ResilientCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers each {@link ResilientCacheMeter} of a cache. Reading one is a read of memory.
 *
 * <p>
 * Not a {@code CacheMeterBinder} of Micrometer, which knows one level only: its
 * {@code cache.gets} would lack a tag that ours have, and Prometheus takes no two sets of
 * tags for one name.
 */
public final class ResilientCacheMetrics implements MeterBinder {

	private final ResilientCache cache;

	private final Tags tags;

	/**
	 * Create the meters.
	 * @param cache what to measure; the registry does not keep it from being collected
	 * @param tags further tags; the cache's name is added as {@code cache}
	 */
	public ResilientCacheMetrics(ResilientCache cache, Iterable<Tag> tags) {
		this.cache = cache;
		this.tags = Tags.concat(tags, "cache", cache.getName());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ResilientCacheMeter meter : ResilientCacheMeter.values()) {
			register(meter, registry);
		}
	}

	private void register(ResilientCacheMeter meter, MeterRegistry registry) {
		ToDoubleFunction<ResilientCache> value = (measured) -> meter.value(measured.getStatistics());
		Tags all = this.tags.and(meter.tags());
		switch (meter.kind()) {
			case GAUGE -> Gauge.builder(meter.meterName(), this.cache, value)
				.tags(all)
				.description(meter.description())
				.register(registry);
			case COUNTER -> FunctionCounter.builder(meter.meterName(), this.cache, value)
				.tags(all)
				.description(meter.description())
				.register(registry);
			default -> TimeGauge.builder(meter.meterName(), this.cache, TimeUnit.NANOSECONDS, value)
				.tags(all)
				.description(meter.description())
				.register(registry);
		}
	}

}
