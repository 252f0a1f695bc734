/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.Map;

/**
 * How often one limit decided what; a snapshot.
 *
 * @param limit the limit's name
 * @param decisions how many decisions of each kind there were since the start; kinds that
 * never occurred are missing
 */
public record ThrottleStatistics(String limit, Map<Kind, Long> decisions) {

	public ThrottleStatistics {
		decisions = Map.copyOf(decisions);
	}

	/**
	 * A kind of decision.
	 *
	 * @param outcome what was decided
	 * @param source what decided it
	 */
	public record Kind(ThrottleOutcome outcome, ThrottleSource source) {

	}

}
