/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionException;

/**
 * Tells what the failures that futures report really are. Stateless.
 */
public final class Failures {

	private Failures() {
	}

	/**
	 * What a future wrapped.
	 * @param failure what a future was completed with
	 * @return what it was before, or {@code failure} itself
	 */
	public static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Whether Redis takes no writes at present.
	 * @param failure what a future was completed with
	 * @return whether the guard says so
	 */
	public static boolean isRefusal(Throwable failure) {
		return cause(failure) instanceof RedisUnavailableException unavailable && unavailable.isWriteRefused();
	}

	/**
	 * Whether Redis is just away, which the guard has told; otherwise something is to be
	 * mended that waiting does not mend.
	 * @param failure what a future was completed with
	 * @return whether it is an outage
	 */
	public static boolean isOutage(Throwable failure) {
		return cause(failure) instanceof RedisUnavailableException unavailable && !unavailable.isNotPermitted();
	}

}
