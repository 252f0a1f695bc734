/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.time.Duration;

import io.github.resilientredis.sample.ConfigurationProblem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long and how often a code may be tried.
 *
 * @param codeTimeToLive how long it is good
 * @param maxAttempts how many attempts each node allows
 */
@ConfigurationProperties("sample.verification")
record VerificationProperties(@DefaultValue("15m") Duration codeTimeToLive, @DefaultValue("5") int maxAttempts) {

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MOST_ATTEMPTS = 100;

	VerificationProperties validated() {
		if (this.codeTimeToLive.compareTo(Duration.ofSeconds(1)) < 0 || this.codeTimeToLive.compareTo(LONGEST) > 0) {
			throw new ConfigurationProblem("'sample.verification.code-time-to-live' is '" + this.codeTimeToLive + "'.",
					"Set it to between 1s and 24h.");
		}
		if (this.maxAttempts < 1 || this.maxAttempts > MOST_ATTEMPTS) {
			throw new ConfigurationProblem("'sample.verification.max-attempts' is '" + this.maxAttempts + "'.",
					"Set it to between 1 and " + MOST_ATTEMPTS + ".");
		}
		return this;
	}

}
