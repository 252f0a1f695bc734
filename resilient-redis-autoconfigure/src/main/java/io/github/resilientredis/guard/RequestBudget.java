/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the calls made for one request may still wait for Redis. Thread-safe: every
 * thread that works for the request adds its waits with an atomic sum, and readers see a
 * sum that only grows. A call that starts with something left may overdraw by its own
 * timeout, so that all calls together wait at most the budget plus one timeout.
 */
public final class RequestBudget {

	static final String EXHAUSTED = "the request's budget for waiting on Redis (resilient-redis.request-budget) is used up";

	/** Healthy calls are shorter than this and cost a request nothing. */
	private static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final long budgetNanos;

	private final AtomicLong spentNanos = new AtomicLong();

	RequestBudget(Duration budget) {
		this.budgetNanos = budget.toNanos();
	}

	void charge(long nanos) {
		if (nanos >= FREE_NANOS) {
			this.spentNanos.addAndGet(nanos);
		}
	}

	long remainingNanos() {
		return this.budgetNanos - this.spentNanos.get();
	}

	boolean isExhausted() {
		return remainingNanos() <= 0;
	}

}
