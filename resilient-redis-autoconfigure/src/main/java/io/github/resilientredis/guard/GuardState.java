/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * What the guard knows about Redis at a moment.
 */
public enum GuardState {

	/**
	 * The first connection attempt has not ended. Calls wait for it within their budget.
	 */
	CONNECTING,

	/**
	 * Normal: reads and writes go to Redis.
	 */
	AVAILABLE,

	/**
	 * Redis serves reads but refuses writes (READONLY, OOM, MISCONF, NOREPLICAS).
	 */
	WRITES_REFUSED,

	/**
	 * Redis refuses, resets, times out or says that it cannot serve. Calls fall back
	 * without touching a socket.
	 */
	UNAVAILABLE,

	/**
	 * Redis answers again and what was written meanwhile is being replayed. Calls still
	 * fall back.
	 */
	RECOVERING,

	/**
	 * Switched off by an operator until released.
	 */
	FORCED_OPEN,

	/**
	 * Configured to run without Redis.
	 */
	LOCAL_ONLY;

	/**
	 * Whether reads are sent to Redis in this state.
	 * @return {@code true} if reads reach Redis
	 */
	public boolean isReadable() {
		return this == AVAILABLE || this == WRITES_REFUSED;
	}

	/**
	 * Whether writes are sent to Redis in this state.
	 * @return {@code true} if writes reach Redis
	 */
	public boolean isWritable() {
		return this == AVAILABLE;
	}

}
