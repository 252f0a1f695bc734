/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Redis did not answer in time. Has no stack trace: it is expected, and the stack of a
 * timer tells nothing.
 */
@SuppressWarnings("serial")
final class NoAnswer extends TimeoutException {

	private NoAnswer(String message) {
		super(message);
	}

	static NoAnswer within(Duration limit) {
		return new NoAnswer("no answer within " + limit.toMillis() + " ms");
	}

	/**
	 * Fail a future that takes too long.
	 * @param <T> its result
	 * @param future the future, which is failed as well
	 * @param limit how long it may take
	 * @return a future that says how long it took
	 */
	static <T> CompletableFuture<T> limit(CompletableFuture<T> future, Duration limit) {
		return future.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
			.exceptionallyCompose((failure) -> CompletableFuture
				.failedFuture((failure instanceof TimeoutException) ? within(limit) : failure));
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
