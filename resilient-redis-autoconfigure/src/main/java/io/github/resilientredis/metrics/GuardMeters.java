/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers each {@link GuardMeter} but {@link GuardMeter#CALL}, with all its series from
 * the start. No call meets a registry: it counts in memory, which a registry reads when
 * it publishes. Recoveries are recorded by the thread that tells listeners, so a registry
 * that fails hurts nobody.
 *
 * <p>
 * The list of timers, one for each registry, is copied on write.
 */
public final class GuardMeters implements MeterBinder, GuardListener {

	private final RedisGuard guard;

	private final CallCounters counters;

	private final List<Timer> recoveries = new CopyOnWriteArrayList<>();

	/**
	 * Create the meters; has to be told of changes of state.
	 * @param guard what to measure
	 * @param counters what has been counted of its calls
	 */
	public GuardMeters(RedisGuard guard, CallCounters counters) {
		this.guard = guard;
		this.counters = counters;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (GuardState state : GuardState.values()) {
			Gauge.builder(GuardMeter.STATE.meterName(), this.guard, (guard) -> (guard.getState() == state) ? 1 : 0)
				.description(GuardMeter.STATE.description())
				.tag("state", GuardMeter.tag(state))
				.register(registry);
		}
		for (CallFeature feature : CallFeature.values()) {
			for (CallOutcome outcome : CallOutcome.values()) {
				FunctionCounter
					.builder(GuardMeter.CALLS.meterName(), this.counters,
							(counters) -> counters.count(feature, outcome))
					.description(GuardMeter.CALLS.description())
					.tags("feature", GuardMeter.tag(feature), "outcome", GuardMeter.tag(outcome))
					.register(registry);
			}
		}
		this.recoveries.add(Timer.builder(GuardMeter.RECOVERY.meterName())
			.description(GuardMeter.RECOVERY.description())
			.register(registry));
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		if (change.previous() == GuardState.RECOVERING && change.current() == GuardState.AVAILABLE) {
			this.recoveries.forEach((timer) -> timer.record(change.lasted()));
		}
	}

}
