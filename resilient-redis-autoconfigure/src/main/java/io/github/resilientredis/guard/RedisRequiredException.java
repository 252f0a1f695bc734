/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

/**
 * Redis is required for the start and did not come.
 */
@SuppressWarnings("serial")
public class RedisRequiredException extends RuntimeException {

	private final int attempts;

	private final @Nullable String reason;

	/**
	 * Create an exception.
	 * @param attempts how often it was tried
	 * @param reason why the last attempt failed, without secrets; {@code null} if unknown
	 */
	public RedisRequiredException(int attempts, @Nullable String reason) {
		super("Redis did not become usable in " + attempts + " attempts: " + reason);
		this.attempts = attempts;
		this.reason = reason;
	}

	/**
	 * How often it was tried.
	 * @return the number of attempts
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Why the last attempt failed.
	 * @return the reason, without secrets; {@code null} if unknown
	 */
	public @Nullable String getReason() {
		return this.reason;
	}

}
