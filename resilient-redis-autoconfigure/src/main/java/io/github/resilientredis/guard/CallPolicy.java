/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Turns an operation and the settings into limits.
 */
final class CallPolicy {

	private final GuardSettings settings;

	CallPolicy(GuardSettings settings) {
		this.settings = settings;
	}

	Duration timeout(RedisOperation operation) {
		return (operation.deadline() != null) ? operation.deadline() : this.settings.timeout();
	}

	int maxRetries(RedisOperation operation) {
		if (operation.maxRetries() != null) {
			return operation.maxRetries();
		}
		return operation.idempotent() ? this.settings.retry().maxRetries() : 0;
	}

	Duration retryDelay(RedisOperation operation) {
		return (operation.retryDelay() != null) ? operation.retryDelay() : this.settings.retry().delay();
	}

	/**
	 * What limits an operation's total wait.
	 * @param operation the operation
	 * @param budget the budget of the request
	 * @return the budget, or {@code null} if the caller chose a deadline of its own
	 */
	@Nullable RequestBudget limit(RedisOperation operation, RequestBudget budget) {
		return (operation.deadline() != null) ? null : budget;
	}

	/**
	 * Whether a call may wait so long before it tries again.
	 * @param operation the operation
	 * @param budget the budget of the request
	 * @param nanos the pause
	 * @return whether enough is left
	 */
	boolean allows(RedisOperation operation, RequestBudget budget, long nanos) {
		RequestBudget limit = limit(operation, budget);
		return limit == null || limit.remainingNanos() > nanos;
	}

	/**
	 * How long a call may wait for the first connection.
	 * @param operation the operation
	 * @param budget the budget of the request
	 * @return nanoseconds
	 */
	long firstConnectionNanos(RedisOperation operation, RequestBudget budget) {
		return (operation.deadline() != null) ? operation.deadline().toNanos() : budget.remainingNanos();
	}

}
