/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.Locale;

import io.github.resilientredis.throttle.ThrottleOutcome;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.throttle.ThrottleStatistics;
import io.micrometer.core.instrument.Tags;

/**
 * What is counted of each limit, one constant a series: what was decided, and what
 * decided it. All are of {@link #METER_NAME} and have the tags {@code limit},
 * {@code outcome} and {@code source}.
 */
public enum ThrottleMeter {

	/** Redis was asked and admitted it. */
	ADMITTED_BY_REDIS(ThrottleOutcome.ADMITTED, ThrottleSource.REDIS),

	/** Tokens taken from Redis in advance admitted it. */
	ADMITTED_BY_LEASE(ThrottleOutcome.ADMITTED, ThrottleSource.LEASE),

	/** This node's share admitted it while Redis was away. */
	ADMITTED_LOCALLY(ThrottleOutcome.ADMITTED, ThrottleSource.LOCAL),

	/** It was admitted uncounted while Redis was away. */
	ADMITTED_UNCOUNTED(ThrottleOutcome.ADMITTED, ThrottleSource.NONE),

	/** Redis was asked and refused it. */
	REJECTED_BY_REDIS(ThrottleOutcome.REJECTED, ThrottleSource.REDIS),

	/** Redis had said before that nothing was left. */
	REJECTED_FROM_MEMORY(ThrottleOutcome.REJECTED, ThrottleSource.MEMORY),

	/** This node's share was used up while Redis was away. */
	REJECTED_LOCALLY(ThrottleOutcome.REJECTED, ThrottleSource.LOCAL),

	/** Redis would have refused it, but the limit is only being tried out. */
	SHADOW_REJECTED_BY_REDIS(ThrottleOutcome.SHADOW_REJECTED, ThrottleSource.REDIS),

	/** As {@link #REJECTED_FROM_MEMORY}, but the limit is only being tried out. */
	SHADOW_REJECTED_FROM_MEMORY(ThrottleOutcome.SHADOW_REJECTED, ThrottleSource.MEMORY),

	/** As {@link #REJECTED_LOCALLY}, but the limit is only being tried out. */
	SHADOW_REJECTED_LOCALLY(ThrottleOutcome.SHADOW_REJECTED, ThrottleSource.LOCAL),

	/** Redis was away, and the limit closed. */
	UNAVAILABLE(ThrottleOutcome.UNAVAILABLE, ThrottleSource.NONE);

	/** The name of the meter, in Micrometer's dotted form. */
	public static final String METER_NAME = "resilient.redis.throttle.decisions";

	private final ThrottleStatistics.Kind kind;

	ThrottleMeter(ThrottleOutcome outcome, ThrottleSource source) {
		this.kind = new ThrottleStatistics.Kind(outcome, source);
	}

	/**
	 * What tells this series from others of the same limit.
	 * @return the tags, without that of the limit
	 */
	public Tags tags() {
		return Tags.of("outcome", this.kind.outcome().name().toLowerCase(Locale.ROOT), "source",
				this.kind.source().name().toLowerCase(Locale.ROOT));
	}

	ThrottleStatistics.Kind kind() {
		return this.kind;
	}

}
