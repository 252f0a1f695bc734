/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
 *
 * <p>
 * The set of names is concurrent and bounded; two threads may bring it slightly over its
 * bound.
 */
public final class CallObservations implements CallObserver {

	static final int MAX_NAMES = 256;

	static final String OTHER = "other";

	private final ObservationRegistry registry;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

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
		String name = bounded(operation.name());
		Observation observation = Observation.createNotStarted(CallObservation.NAME, this.registry)
			.contextualName("redis " + name)
			.lowCardinalityKeyValue(Key.OPERATION.asString(), name)
			.lowCardinalityKeyValue(Key.FEATURE.asString(), tag(CallFeature.of(operation)))
			.lowCardinalityKeyValue(Key.OUTCOME.asString(), "unknown")
			.start();
		Observation.Scope scope = blocking ? observation.openScope() : null;
		return (outcome) -> {
			try {
				observation.lowCardinalityKeyValue(Key.OUTCOME.asString(), tag(outcome));
				if (scope != null) {
					scope.close();
				}
			}
			finally {
				observation.stop();
			}
		};
	}

	/**
	 * Names are the program's, but nothing keeps a program from putting ids into them.
	 */
	private String bounded(String name) {
		if (this.names.contains(name)) {
			return name;
		}
		if (this.names.size() >= MAX_NAMES) {
			return OTHER;
		}
		this.names.add(name);
		return name;
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
