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

	private final boolean outcomeUnknown;

	private final boolean partial;

	/**
	 * Create an exception for a call that did not reach Redis.
	 * @param message what happened, without secrets
	 * @param state the state of the guard at that moment
	 */
	public RedisUnavailableException(String message, GuardState state) {
		this(message, state, null, false);
	}

	/**
	 * Create an exception for a call that may have reached Redis.
	 * @param message what happened, without secrets
	 * @param state the state of the guard at that moment
	 * @param cause the failure as the client reported it
	 * @param outcomeUnknown whether the commands may be applied all the same
	 */
	public RedisUnavailableException(String message, GuardState state, @Nullable Throwable cause,
			boolean outcomeUnknown) {
		this(message, state, cause, outcomeUnknown, false);
	}

	RedisUnavailableException(String message, GuardState state, @Nullable Throwable cause, boolean outcomeUnknown,
			boolean partial) {
		super(message, cause);
		this.state = state;
		this.outcomeUnknown = outcomeUnknown;
		this.partial = partial;
	}

	/** For a call that needs a master of a Cluster that is away. */
	static RedisUnavailableException ofMaster(RedisOperation operation, GuardState state) {
		String which = (operation.key() != null) ? "of its key" : "it needs";
		return new RedisUnavailableException(operation.name() + ": the Redis master " + which + " is " + state, state,
				null, false, true);
	}

	/**
	 * The state of the guard when the call was given up.
	 * @return the state
	 */
	public GuardState getState() {
		return this.state;
	}

	/**
	 * Whether a command may have been applied, or may still be.
	 * @return {@code false} if Redis was certainly not asked, or refused
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown;
	}

	/**
	 * Whether Redis answered that its user may not do this, which waiting does not mend.
	 * @return whether permission was lacking
	 */
	public boolean isNotPermitted() {
		Throwable cause = getCause();
		return cause != null && new FailureClassifier().classify(cause) == FailureKind.NOT_PERMITTED;
	}

	/**
	 * Whether Redis can be read but takes no writes at present, as it answered to this
	 * call or to an earlier one, after which this one was not sent.
	 * @return whether a write was refused
	 */
	public boolean isWriteRefused() {
		Throwable cause = getCause();
		return (cause != null) ? new FailureClassifier().refusal(cause) != null
				: this.state == GuardState.WRITES_REFUSED;
	}

	/**
	 * Whether this says nothing of other keys, because in a Cluster one master may be
	 * away while the others serve.
	 * @return whether other keys may be asked for
	 */
	public boolean isPartial() {
		return this.partial;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
