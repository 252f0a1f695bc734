/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallObserver;
import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.CallTrace;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.metrics.CallObservation.Key;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Times each guarded call in {@link GuardMeter#CALL}, for a fraction of what an
 * observation costs: each series is looked up in its registry once.
 *
 * <p>
 * The list of registries is copied on write; their timers are in concurrent maps, where
 * two threads that miss one get the same from the registry.
 */
public final class CallTimers implements CallObserver, MeterBinder {

	private final List<OfRegistry> registries = new CopyOnWriteArrayList<>();

	private final OperationNames names = new OperationNames();

	/**
	 * Create timers that no registry has yet.
	 */
	public CallTimers() {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(new OfRegistry(registry));
	}

	@Override
	public @Nullable CallTrace begun(RedisOperation operation, boolean blocking) {
		if (this.registries.isEmpty()) {
			return null;
		}
		long start = System.nanoTime();
		return (outcome) -> {
			long nanos = System.nanoTime() - start;
			for (OfRegistry timers : this.registries) {
				timers.of(operation, outcome, this.names).record(nanos, TimeUnit.NANOSECONDS);
			}
		};
	}

	/** The timers in one registry. */
	private static final class OfRegistry {

		private final MeterRegistry registry;

		/** By the outcome's ordinal, and by the operation's name. */
		private final List<Map<String, Timer>> timers;

		OfRegistry(MeterRegistry registry) {
			this.registry = registry;
			this.timers = Stream.<Map<String, Timer>>generate(ConcurrentHashMap::new)
				.limit(CallOutcome.values().length)
				.toList();
		}

		Timer of(RedisOperation operation, CallOutcome outcome, OperationNames names) {
			Map<String, Timer> byName = this.timers.get(outcome.ordinal());
			Timer timer = byName.get(operation.name());
			if (timer != null) {
				return timer;
			}
			String name = names.bounded(operation.name());
			Timer registered = Timer.builder(GuardMeter.CALL.meterName())
				.description(GuardMeter.CALL.description())
				.tag(Key.OPERATION.asString(), name)
				.tag(Key.FEATURE.asString(), GuardMeter.tag(CallFeature.of(operation)))
				.tag(Key.OUTCOME.asString(), GuardMeter.tag(outcome))
				.register(this.registry);
			if (name.equals(operation.name())) {
				byName.put(name, registered);
			}
			return registered;
		}

	}

}
