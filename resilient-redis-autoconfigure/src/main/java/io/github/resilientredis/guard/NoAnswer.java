/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
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

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
