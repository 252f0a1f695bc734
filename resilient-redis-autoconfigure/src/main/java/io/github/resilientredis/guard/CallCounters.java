/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls by feature and outcome since the start. Thread-safe; counting allocates
 * nothing and takes no lock.
 */
public final class CallCounters implements CallObserver {

	private static final int OUTCOMES = CallOutcome.values().length;

	private final LongAdder[] counts = new LongAdder[CallFeature.values().length * OUTCOMES];

	/**
	 * Create counters that have seen nothing.
	 */
	public CallCounters() {
		for (int i = 0; i < this.counts.length; i++) {
			this.counts[i] = new LongAdder();
		}
	}

	@Override
	public void ended(RedisOperation operation, CallOutcome outcome) {
		this.counts[index(CallFeature.of(operation), outcome)].increment();
	}

	/**
	 * How many calls of a feature have ended so.
	 * @param feature whose calls
	 * @param outcome how they ended
	 * @return the number since the start; calls under way may be in it or not
	 */
	public long count(CallFeature feature, CallOutcome outcome) {
		return this.counts[index(feature, outcome)].sum();
	}

	private static int index(CallFeature feature, CallOutcome outcome) {
		return feature.ordinal() * OUTCOMES + outcome.ordinal();
	}

}
