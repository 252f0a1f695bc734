/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.lettuce.core.RedisNoScriptException;

/**
 * How a guarded call ended, retries included.
 */
public enum CallOutcome {

	/** Redis answered, be it that it does not know a script yet. */
	ANSWERED,

	/**
	 * Redis was not asked: it was known to be away, or the request's budget was used up.
	 */
	NOT_ASKED,

	/** Redis was asked and did not answer in time, or the connection broke. */
	UNANSWERED,

	/**
	 * Redis answered that it cannot or will not do this: out of memory, read-only,
	 * loading, no permission.
	 */
	REFUSED,

	/** The caller's own: a wrong type, a bad argument, an exception of its code. */
	CALLER_FAILED;

	/**
	 * What a failure means.
	 * @param failure what the caller gets
	 * @return the outcome
	 */
	public static CallOutcome of(Throwable failure) {
		if (!(failure instanceof RedisUnavailableException unavailable)) {
			return isUnknownScript(failure) ? ANSWERED : CALLER_FAILED;
		}
		Throwable cause = unavailable.getCause();
		if (cause == null) {
			return NOT_ASKED;
		}
		boolean silent = unavailable.isOutcomeUnknown() || cause instanceof InterruptedException;
		return silent ? UNANSWERED : REFUSED;
	}

	/** Part of every first use of a script. */
	private static boolean isUnknownScript(Throwable failure) {
		return failure instanceof RedisNoScriptException || failure.getCause() instanceof RedisNoScriptException;
	}

}
