/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;

import io.github.resilientredis.sample.ConfigurationProblem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are sent.
 *
 * @param from the sender's address
 * @param maxWaiting how many letters may wait
 * @param retries how often a letter is tried again
 * @param retryDelay how long to wait before the first retry; three times as long before
 * each next, up to a minute
 * @param shutdownGrace how long the end of the application waits for letters
 */
@ConfigurationProperties("sample.mail")
record OutboxProperties(@DefaultValue("no-reply@localhost") String from, @DefaultValue("1000") int maxWaiting,
		@DefaultValue("4") int retries, @DefaultValue("1s") Duration retryDelay,
		@DefaultValue("3s") Duration shutdownGrace) {

	private static final int MOST_WAITING = 100_000;

	private static final int MOST_RETRIES = 20;

	private static final Duration LONGEST = Duration.ofMinutes(1);

	OutboxProperties validated() {
		require(this.from.matches("[^\\s\\p{Cntrl}@]+@[^\\s\\p{Cntrl}@]+"), "from", this.from,
				"an address such as no-reply@example.com. MAIL_FROM sets it, too");
		require(this.maxWaiting >= 1 && this.maxWaiting <= MOST_WAITING, "max-waiting", this.maxWaiting,
				"between 1 and " + MOST_WAITING);
		require(this.retries >= 0 && this.retries <= MOST_RETRIES, "retries", this.retries,
				"between 0 and " + MOST_RETRIES);
		requireDuration("retry-delay", this.retryDelay);
		requireDuration("shutdown-grace", this.shutdownGrace);
		return this;
	}

	private static void requireDuration(String name, Duration value) {
		require(value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(LONGEST) <= 0, name, value,
				"between 1ms and 60s");
	}

	private static void require(boolean condition, String name, Object value, String expected) {
		if (!condition) {
			throw new ConfigurationProblem("'sample.mail." + name + "' is '" + value + "'.",
					"Set it to " + expected + ".");
		}
	}

}
