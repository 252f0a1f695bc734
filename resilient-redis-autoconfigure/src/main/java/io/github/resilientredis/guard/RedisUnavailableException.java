/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Redis could not be asked, or its answer did not come in time. The outcome of a write
 * that was already sent is unknown: it may still be applied.
 *
 * <p>
 * Carries no stack trace of its own where it is part of normal operation, so that an
 * outage costs callers nothing.
 */
@SuppressWarnings("serial")
public class RedisUnavailableException extends DataAccessResourceFailureException {

	private final GuardState state;

	/**
	 * Create an exception.
	 * @param message what happened, without secrets
	 * @param state the state of the guard at that moment
	 * @param cause the failure as the client reported it; {@code null} if Redis was not
	 * asked
	 */
	public RedisUnavailableException(String message, GuardState state, @Nullable Throwable cause) {
		super(message, cause);
		this.state = state;
	}

	/**
	 * The state of the guard when the call was given up.
	 * @return the state
	 */
	public GuardState getState() {
		return this.state;
	}

	/**
	 * Whether a command may have reached Redis, so that its outcome is unknown.
	 * @return {@code false} if Redis was certainly not asked
	 */
	public boolean isOutcomeUnknown() {
		return getCause() != null;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
