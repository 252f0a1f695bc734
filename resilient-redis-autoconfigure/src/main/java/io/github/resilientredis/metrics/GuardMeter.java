/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.Locale;

/**
 * What is measured of the guard.
 */
public enum GuardMeter {

	/**
	 * 1 for the state that is, 0 for all others; tag {@code state}, one of the names of
	 * {@link io.github.resilientredis.guard.GuardState} in lower case.
	 */
	STATE("resilient.redis.state", "The state that is has 1, all others 0"),

	/**
	 * Guarded calls that ended; tags {@code feature}
	 * ({@link io.github.resilientredis.guard.CallFeature}) and {@code outcome}
	 * ({@link io.github.resilientredis.guard.CallOutcome}), both in lower case.
	 */
	CALLS("resilient.redis.calls", "Guarded calls that ended, retries included"),

	/**
	 * How long guarded calls took, from their beginning to their end, retries included;
	 * tags as those of {@link CallObservation}.
	 */
	CALL(CallObservation.NAME, "Time that guarded calls took, retries included"),

	/**
	 * Recoveries, from Redis answering again until it was in use, and so for how long the
	 * journal was replayed.
	 */
	RECOVERY("resilient.redis.recovery", "Recoveries, from the moment Redis answered again until it was in use");

	private final String meterName;

	private final String description;

	GuardMeter(String meterName, String description) {
		this.meterName = meterName;
		this.description = description;
	}

	/**
	 * The name of the meter.
	 * @return the name, in Micrometer's dotted form
	 */
	public String meterName() {
		return this.meterName;
	}

	String description() {
		return this.description;
	}

	static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
