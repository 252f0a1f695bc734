/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the decisions of one limit. Thread-safe: each counter by itself; a snapshot may
 * miss what is counted meanwhile.
 */
final class DecisionCounters {

	private static final int SOURCES = ThrottleSource.values().length;

	private final LongAdder[] counters = new LongAdder[ThrottleOutcome.values().length * SOURCES];

	DecisionCounters() {
		for (int i = 0; i < this.counters.length; i++) {
			this.counters[i] = new LongAdder();
		}
	}

	void count(ThrottleDecision decision) {
		this.counters[index(decision.outcome(), decision.source())].increment();
	}

	ThrottleStatistics snapshot(String limit) {
		Map<ThrottleStatistics.Kind, Long> decisions = new HashMap<>();
		for (ThrottleOutcome outcome : ThrottleOutcome.values()) {
			for (ThrottleSource source : ThrottleSource.values()) {
				long count = this.counters[index(outcome, source)].sum();
				if (count > 0) {
					decisions.put(new ThrottleStatistics.Kind(outcome, source), count);
				}
			}
		}
		return new ThrottleStatistics(limit, decisions);
	}

	private static int index(ThrottleOutcome outcome, ThrottleSource source) {
		return outcome.ordinal() * SOURCES + source.ordinal();
	}

}
