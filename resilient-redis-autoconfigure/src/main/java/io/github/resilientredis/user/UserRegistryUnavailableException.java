/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Duration;

/**
 * Redis is away, and this is not to be done, or cannot be done, without it. Nothing of it
 * will be done later either.
 */
public class UserRegistryUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	/**
	 * Create an exception.
	 * @param message what is not done, without anything a user sent
	 */
	public UserRegistryUnavailableException(String message) {
		super(message, null, false, false);
	}

	/**
	 * When to try again: long enough not to be a burden, short enough for somebody who
	 * waits.
	 * @return from now
	 */
	public Duration getRetryAfter() {
		return RETRY_AFTER;
	}

}
