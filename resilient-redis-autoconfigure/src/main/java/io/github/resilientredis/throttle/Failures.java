/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletionException;

import io.github.resilientredis.guard.RedisUnavailableException;

/**
 * Looks at failures. Stateless.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * Whether Redis is just away, which the guard has told; otherwise something is to be
	 * mended that waiting does not mend.
	 */
	static boolean isOutage(Throwable failure) {
		return cause(failure) instanceof RedisUnavailableException unavailable && !unavailable.isNotPermitted();
	}

	/** What a future wrapped. */
	static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
