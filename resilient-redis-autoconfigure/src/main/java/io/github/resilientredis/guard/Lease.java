/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The right of one blocking action to use a link on one thread: knows the limits and adds
 * up what the action's operations waited for Redis, leaving out the caller's own code
 * between them. Confined to that thread.
 */
final class Lease {

	private final Link link;

	private final Duration timeout;

	private final @Nullable RequestBudget budget;

	private long spentNanos;

	private long slowestNanos;

	/**
	 * Create a lease.
	 * @param link the link
	 * @param timeout how long a command may take
	 * @param budget what all operations may take together; {@code null} for no limit
	 */
	Lease(Link link, Duration timeout, @Nullable RequestBudget budget) {
		this.link = link;
		this.timeout = timeout;
		this.budget = budget;
	}

	Link link() {
		return this.link;
	}

	Duration timeout() {
		return this.timeout;
	}

	void checkBudget() {
		if (this.budget != null && this.spentNanos > 0 && this.budget.remainingNanos() <= this.spentNanos) {
			throw new RedisUnavailableException(RequestBudget.EXHAUSTED, GuardState.AVAILABLE);
		}
	}

	void spent(long nanos) {
		this.spentNanos += nanos;
		this.slowestNanos = Math.max(this.slowestNanos, nanos);
	}

	long spentNanos() {
		return this.spentNanos;
	}

	long slowestNanos() {
		return this.slowestNanos;
	}

}
