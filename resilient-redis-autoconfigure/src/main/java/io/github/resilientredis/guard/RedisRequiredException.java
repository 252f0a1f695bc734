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

	private final RedisTarget target;

	private final @Nullable String reason;

	/**
	 * Create an exception.
	 * @param attempts how often it was tried
	 * @param target where it was expected
	 * @param reason why the last attempt failed, without secrets; {@code null} if unknown
	 */
	public RedisRequiredException(int attempts, RedisTarget target, @Nullable String reason) {
		super("Redis at " + target.describe() + " did not become usable in " + attempts + " attempts: " + reason);
		this.attempts = attempts;
		this.target = target;
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
	 * Where Redis was expected.
	 * @return the target
	 */
	public RedisTarget getTarget() {
		return this.target;
	}

	/**
	 * Why the last attempt failed, and what to change if that is known.
	 * @return the reason, without secrets; {@code null} if unknown
	 */
	public @Nullable String getReason() {
		return this.reason;
	}

}
