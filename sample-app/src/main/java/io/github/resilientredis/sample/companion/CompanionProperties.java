/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Duration;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.sample.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far the companion goes for what it reads in Redis.
 *
 * @param deadline how long one command may take, in place of
 * {@code resilient-redis.timeout} and of the request's budget; unset: these hold, and the
 * guard's own retries
 * @param maxRetries with a deadline: how often a read is tried again
 * @param retryDelay with a deadline: how long to wait before each
 */
@ConfigurationProperties("sample.companion")
record CompanionProperties(@Nullable Duration deadline, @DefaultValue("3") int maxRetries,
		@DefaultValue("500ms") Duration retryDelay) {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final int MOST = 10;

	CompanionProperties {
		require("deadline", deadline, deadline == null || !deadline.isZero() && isBounded(deadline),
				"a duration of up to 5m, such as 30s, or leave it out");
		require("max-retries", maxRetries, maxRetries >= 0 && maxRetries <= MOST, "between 0 and " + MOST);
		require("retry-delay", retryDelay, isBounded(retryDelay), "a duration of up to 5m, such as 500ms");
	}

	private static boolean isBounded(Duration duration) {
		return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
	}

	private static void require(String name, @Nullable Object value, boolean valid, String fix) {
		if (!valid) {
			throw new ConfigurationProblem("'sample.companion." + name + "' is '" + value + "'.",
					"Set it to " + fix + ".");
		}
	}

	RedisOperation apply(RedisOperation operation) {
		return (this.deadline != null) ? operation.within(this.deadline).retrying(this.maxRetries, this.retryDelay)
				: operation;
	}

}
