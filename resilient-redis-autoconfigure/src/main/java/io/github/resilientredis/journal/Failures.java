/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletionException;

import io.github.resilientredis.guard.RedisUnavailableException;

/**
 * What the failures that futures report really are.
 */
final class Failures {

	private Failures() {
	}

	/** What a future wrapped. */
	static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/** Whether Redis takes no writes at present. */
	static boolean isRefusal(Throwable failure) {
		return cause(failure) instanceof RedisUnavailableException unavailable && unavailable.isWriteRefused();
	}

}
