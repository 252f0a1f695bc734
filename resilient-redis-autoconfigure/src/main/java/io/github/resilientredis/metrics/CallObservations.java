/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallObserver;
import io.github.resilientredis.guard.CallTrace;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.metrics.CallObservation.Key;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each guarded call. The observation of a blocking call is the
 * current one of its thread while it lasts, so that what is observed within it becomes
 * its child. Allocates nothing while the registry has no handlers.
 */
public final class CallObservations implements CallObserver {

	private final ObservationRegistry registry;

	private final OperationNames names = new OperationNames();

	/**
	 * Create it.
	 * @param registry where observations go
	 */
	public CallObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable CallTrace begun(RedisOperation operation, boolean blocking) {
		if (this.registry.isNoop()) {
			return null;
		}
		String name = this.names.bounded(operation.name());
		Observation observation = Observation.createNotStarted(CallObservation.NAME, this.registry)
			.contextualName("redis " + name)
			.lowCardinalityKeyValue(Key.OPERATION.asString(), name)
			.lowCardinalityKeyValue(Key.FEATURE.asString(), GuardMeter.tag(CallFeature.of(operation)))
			.lowCardinalityKeyValue(Key.OUTCOME.asString(), "unknown")
			.start();
		Observation.Scope scope = blocking ? observation.openScope() : null;
		return (outcome) -> {
			try {
				observation.lowCardinalityKeyValue(Key.OUTCOME.asString(), GuardMeter.tag(outcome));
				if (scope != null) {
					scope.close();
				}
			}
			finally {
				observation.stop();
			}
		};
	}

}
