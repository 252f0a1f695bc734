/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;

/**
 * Whether the database knows more of sessions than Redis does: while Redis cannot be
 * written, and for a while after any sign of trouble on this node or another, until all
 * nodes have brought Redis up to date. One field, written by anyone.
 */
final class Doubt {

	/** Longer than nodes differ in finding Redis again. */
	static final Duration LASTS = Duration.ofSeconds(10);

	private static final long SLOW = Duration.ofMillis(100).toNanos();

	private final RedisGuard guard;

	/** By {@link System#nanoTime()}. */
	private volatile long until = System.nanoTime();

	Doubt(RedisGuard guard) {
		this.guard = guard;
	}

	boolean isIn() {
		GuardState state = this.guard.getState();
		return state != GuardState.AVAILABLE && state != GuardState.CONNECTING || this.until - System.nanoTime() > 0;
	}

	/** There was trouble, or there may be. */
	void begin() {
		this.until = System.nanoTime() + LASTS.toNanos();
	}

	/** Redis took this long to answer. */
	void answered(long nanos) {
		if (nanos > SLOW) {
			begin();
		}
	}

}
