/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * A {@link Throttled} method was not called. Has no stack trace: under attack there are
 * many of them.
 */
@SuppressWarnings("serial")
public class ThrottledException extends RuntimeException {

	private final transient ThrottleDecision decision;

	/**
	 * Create the exception.
	 * @param decision what was decided, not admitted
	 */
	public ThrottledException(ThrottleDecision decision) {
		super((decision.outcome() == ThrottleOutcome.UNAVAILABLE)
				? "The limit '" + decision.limit().name() + "' is closed while Redis is away"
				: "The limit '" + decision.limit().name() + "' is used up", null, false, false);
		this.decision = decision;
	}

	/**
	 * What was decided.
	 * @return the decision
	 */
	public ThrottleDecision getDecision() {
		return this.decision;
	}

}
