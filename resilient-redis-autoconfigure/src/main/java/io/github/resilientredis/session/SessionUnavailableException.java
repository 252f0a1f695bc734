/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Sessions cannot be read or written at the moment, and the settings ask for nothing in
 * their place ({@link SessionFallback#NONE}).
 */
public class SessionUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/**
	 * Sessions are not available.
	 * @param cause why
	 */
	public SessionUnavailableException(@Nullable Throwable cause) {
		super("Sessions are not available, because Redis is not, and 'resilient-redis.session.fallback' is 'none'",
				cause);
	}

	/**
	 * When to try again.
	 * @return after how long
	 */
	public Duration getRetryAfter() {
		return RETRY_AFTER;
	}

	/** Says nothing that the caller does not know, and is thrown often in an outage. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
