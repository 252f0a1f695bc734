/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import java.util.List;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.CallObservations;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Has guarded calls observed where somebody listens who wants more than their time, such
 * as a tracer: for the time alone an observation costs too much. Begins once all beans
 * are there, as handlers may need whatever needs Redis. Stateless.
 */
class ObservedCalls implements SmartInitializingSingleton {

	static final String ENABLED = "management.observations.enable.resilient.redis.call";

	private static final boolean METERS = ClassUtils.isPresent(
			"io.micrometer.core.instrument.observation.MeterObservationHandler", ObservedCalls.class.getClassLoader());

	private final RedisGuard guard;

	private final ObjectProvider<ObservationRegistry> registry;

	private final ObjectProvider<ObservationHandler<?>> handlers;

	private final Environment environment;

	ObservedCalls(RedisGuard guard, ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<ObservationHandler<?>> handlers, Environment environment) {
		this.guard = guard;
		this.registry = registry;
		this.handlers = handlers;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (isWanted()) {
			this.registry.ifUnique((present) -> this.guard.addObserver(new CallObservations(present)));
		}
	}

	/**
	 * Whether calls are observed, and so timed by whoever makes meters of observations.
	 */
	boolean isWanted() {
		ObservationRegistry present = this.registry.getIfUnique();
		if (present == null || present.isNoop()) {
			return false;
		}
		Boolean enabled = this.environment.getProperty(ENABLED, Boolean.class);
		return (enabled != null) ? enabled : isListenedTo();
	}

	/** A registry that listens without beans was made by the application. */
	private boolean isListenedTo() {
		List<ObservationHandler<?>> all = this.handlers.stream().toList();
		return all.isEmpty() || !all.stream().allMatch(ObservedCalls::makesMeters);
	}

	private static boolean makesMeters(ObservationHandler<?> handler) {
		return METERS && handler instanceof MeterObservationHandler;
	}

}
