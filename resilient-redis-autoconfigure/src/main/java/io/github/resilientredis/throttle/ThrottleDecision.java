/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;

/**
 * What was decided. Immutable.
 *
 * @param limit the limit that was asked
 * @param outcome what was decided
 * @param source what decided it
 * @param rate the limit's rate that allows the least at this moment
 * @param remaining how much more that rate allows at this moment, at least 0; as far as
 * {@code source} knows
 * @param retryAfter if not {@linkplain #isAdmitted() admitted}, how long to wait before
 * asking again has a chance, never too short; otherwise zero
 * @param untilMore how long until {@code remaining} grows, if nobody asks meanwhile; zero
 * if it is as great as it can be
 */
public record ThrottleDecision(ThrottleLimit limit, ThrottleOutcome outcome, ThrottleSource source, ThrottleRate rate,
		long remaining, Duration retryAfter, Duration untilMore) {

	/**
	 * Whether to go on.
	 * @return {@code false} if the caller is to be turned away
	 */
	public boolean isAdmitted() {
		return this.outcome == ThrottleOutcome.ADMITTED || this.outcome == ThrottleOutcome.SHADOW_REJECTED;
	}

}
