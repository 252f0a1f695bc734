/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.actuate.CallLatencies;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.CallObservations;
import io.github.resilientredis.metrics.CallTimers;
import io.github.resilientredis.metrics.GuardMeters;
import io.github.resilientredis.metrics.ResilientCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/**
 * All that an application with Actuator has watch the guard and its caches.
 */
final class Watched implements AutoCloseable {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();

	/** Counts calls. */
	static Watched counting(RedisGuard guard) {
		Watched watched = new Watched();
		CallCounters counters = new CallCounters();
		guard.addObserver(counters);
		guard.addObserver(new CallLatencies());
		new GuardMeters(guard, counters).bindTo(watched.registry);
		return watched;
	}

	/** Times each call as well, as with Actuator. */
	Watched timing(RedisGuard guard) {
		CallTimers timers = new CallTimers();
		timers.bindTo(this.registry);
		guard.addObserver(timers);
		return this;
	}

	/** Makes an observation of each call instead, and of that a timer. */
	Watched observing(RedisGuard guard) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
		guard.addObserver(new CallObservations(observations));
		return this;
	}

	Watched measuring(ResilientCache cache) {
		new ResilientCacheMetrics(cache, List.<Tag>of()).bindTo(this.registry);
		return this;
	}

	/** More often than any Prometheus. */
	Watched scraped() {
		this.scraper.scheduleAtFixedRate(
				() -> this.registry.getMeters()
					.forEach((meter) -> meter.measure().forEach((measurement) -> measurement.getValue())),
				0, 100, TimeUnit.MILLISECONDS);
		return this;
	}

	@Override
	public void close() {
		this.scraper.shutdownNow();
		this.registry.close();
	}

}
