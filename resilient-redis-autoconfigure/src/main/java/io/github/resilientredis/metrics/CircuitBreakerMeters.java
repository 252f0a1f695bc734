/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilientredis.guard.CircuitBreakerCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers resilience4j's own meters, {@code resilience4j.circuitbreaker.*}, for the
 * guard's circuit breakers. They listen to events that resilience4j makes from then on
 * for each call, and whose listeners' failures it keeps to itself.
 *
 * <p>
 * The list of circuit breakers is copied on write; the guard fills it when it is made,
 * before registries are bound.
 */
public final class CircuitBreakerMeters implements MeterBinder {

	private final List<CircuitBreaker> circuitBreakers = new CopyOnWriteArrayList<>();

	/**
	 * By which the guard hands out its circuit breakers.
	 * @return the customizer
	 */
	public CircuitBreakerCustomizer customizer() {
		return this.circuitBreakers::add;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.circuitBreakers.forEach(new TaggedCircuitBreakerMetricsPublisher(registry)::publishMetrics);
	}

}
