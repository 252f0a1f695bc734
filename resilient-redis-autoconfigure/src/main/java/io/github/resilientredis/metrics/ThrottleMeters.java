/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.List;
import java.util.function.Supplier;

import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers a counter for each limit and {@link ThrottleMeter}, so that all series are
 * there before anything was decided. Reading one is a read of memory.
 */
public final class ThrottleMeters implements MeterBinder {

	private final List<ThrottleLimit> limits;

	private final Supplier<List<ThrottleStatistics>> statistics;

	/**
	 * Create the meters.
	 * @param limits the limits
	 * @param statistics what was decided so far
	 */
	public ThrottleMeters(List<ThrottleLimit> limits, Supplier<List<ThrottleStatistics>> statistics) {
		this.limits = List.copyOf(limits);
		this.statistics = statistics;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ThrottleLimit limit : this.limits) {
			for (ThrottleMeter meter : ThrottleMeter.values()) {
				FunctionCounter.builder(ThrottleMeter.METER_NAME, this, (meters) -> meters.count(limit.name(), meter))
					.description("Decisions of a limit")
					.tags(meter.tags())
					.tag("limit", limit.name())
					.register(registry);
			}
		}
	}

	private double count(String limit, ThrottleMeter meter) {
		for (ThrottleStatistics statistics : this.statistics.get()) {
			if (statistics.limit().equals(limit)) {
				return statistics.decisions().getOrDefault(meter.kind(), 0L);
			}
		}
		return 0;
	}

}
