/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallObserver;
import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.CallTrace;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the guard does: whether Redis is in use, and how many calls were sent to it
 * though it was known to be away. The guard's own probe is not counted: it is no call.
 * <p>
 * Shared state: the number, incremented by request threads; whether they are counted,
 * written by the test; the moment of the last change, written by the guard.
 */
final class GuardWatch implements CallObserver {

	private final RedisGuard guard;

	private final Journal journal;

	private final AtomicLong touched = new AtomicLong();

	private volatile boolean counting;

	private volatile long changedAt = System.nanoTime();

	GuardWatch(MatrixNode node) {
		this.guard = node.bean(RedisGuard.class);
		this.journal = node.bean(Journal.class);
		this.guard.addObserver(this);
		this.guard.addListener((change) -> this.changedAt = System.nanoTime());
	}

	@Override
	public @Nullable CallTrace begun(RedisOperation operation, boolean blocking) {
		if (!this.counting || this.guard.getState() != GuardState.UNAVAILABLE
				|| CallFeature.of(operation) == CallFeature.GUARD) {
			return null;
		}
		return (outcome) -> {
			if (outcome != CallOutcome.NOT_ASKED) {
				this.touched.incrementAndGet();
			}
		};
	}

	void count(boolean on) {
		this.counting = on;
	}

	long touched() {
		return this.touched.get();
	}

	/** When the guard last changed its state, by {@link System#nanoTime()}. */
	long changedAt() {
		return this.changedAt;
	}

	boolean isAvailable() {
		return this.guard.getState() == GuardState.AVAILABLE;
	}

	boolean isAway() {
		return this.guard.getState() == GuardState.UNAVAILABLE;
	}

	/** Whether Redis is in use and has everything. */
	boolean isSettled() {
		return isAvailable() && this.journal.status().records() == 0;
	}

}
