/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The state of the guard together with the link that callers use in it.
 *
 * <p>
 * Written under the lock, by the supervisor and by calls that found Redis gone. Read
 * without it, through one volatile reference to an immutable snapshot: a reader never
 * sees a state with another state's link, but may act on a snapshot that has just been
 * replaced. Such a late call reports its failure for its own link, which no longer
 * changes anything. Changes are handed on under the lock, so in order.
 */
final class GuardStateMachine {

	private final ReentrantLock lock = new ReentrantLock();

	private final Clock clock;

	private final Consumer<GuardStateChange> changes;

	private volatile Snapshot current;

	GuardStateMachine(Clock clock, Consumer<GuardStateChange> changes) {
		this.clock = clock;
		this.changes = changes;
		this.current = new Snapshot(new GuardStatus(GuardState.CONNECTING, clock.instant(), null), null);
	}

	Snapshot current() {
		return this.current;
	}

	/**
	 * Begin or end the life of the guard, which nobody is told of.
	 * @param state {@code CONNECTING} at start, {@code UNAVAILABLE} at the end
	 * @param reason why, at the end
	 */
	void reset(GuardState state, @Nullable String reason) {
		this.lock.lock();
		try {
			this.current = new Snapshot(new GuardStatus(state, this.clock.instant(), reason), null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Redis is usable through this link.
	 * @param link the link
	 * @param attempt the number of the attempt that opened it
	 * @param before run after it is sure that the change happens and before any caller
	 * sees it
	 * @return whether the link is in use now; otherwise nobody was searching
	 */
	boolean available(Link link, int attempt, Runnable before) {
		this.lock.lock();
		try {
			if (!isSearching()) {
				return false;
			}
			before.run();
			change(GuardState.AVAILABLE, link, null, attempt);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Redis is not usable. If it was in use, only the link in use can say so.
	 * @param link the link that failed; {@code null} if none could be opened
	 * @param reason why, without secrets
	 * @param attempt the number of the failed attempt, 0 if a link failed
	 * @param before run after it is sure that the change happens and before the next one
	 * can
	 * @return whether the state changed
	 */
	boolean unavailable(@Nullable Link link, String reason, int attempt, Runnable before) {
		this.lock.lock();
		try {
			Snapshot snapshot = this.current;
			GuardState state = snapshot.state();
			if (snapshot.link() != link || state == GuardState.FORCED_OPEN) {
				return false;
			}
			if (state == GuardState.UNAVAILABLE) {
				this.current = snapshot.withError(reason);
				return false;
			}
			before.run();
			change(GuardState.UNAVAILABLE, null, reason, attempt);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Switch off.
	 * @param before run after it is sure that the change happens
	 * @return the snapshot that ended, or {@code null} if already switched off
	 */
	@Nullable Snapshot forceOpen(Runnable before) {
		this.lock.lock();
		try {
			Snapshot snapshot = this.current;
			if (snapshot.state() == GuardState.FORCED_OPEN) {
				return null;
			}
			before.run();
			change(GuardState.FORCED_OPEN, null, "switched off by an operator", 0);
			return snapshot;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Switch on again: from now on Redis is searched for.
	 * @return whether it was switched off
	 */
	boolean release() {
		this.lock.lock();
		try {
			if (this.current.state() != GuardState.FORCED_OPEN) {
				return false;
			}
			change(GuardState.UNAVAILABLE, null, "released by an operator, not connected yet", 0);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isSearching() {
		GuardState state = this.current.state();
		return state == GuardState.CONNECTING || state == GuardState.UNAVAILABLE;
	}

	private void change(GuardState state, @Nullable Link link, @Nullable String reason, int attempt) {
		GuardStatus previous = this.current.status();
		String lastError = (reason != null) ? reason : previous.lastError();
		GuardStatus status = new GuardStatus(state, this.clock.instant(), lastError);
		this.current = new Snapshot(status, link);
		this.changes.accept(new GuardStateChange(previous.state(), state, status.since(),
				Duration.between(previous.since(), status.since()), reason, attempt));
	}

	/**
	 * What is true at one moment.
	 *
	 * @param status the public part
	 * @param link the link to use; {@code null} unless Redis is readable
	 */
	record Snapshot(GuardStatus status, @Nullable Link link) {

		GuardState state() {
			return this.status.state();
		}

		private Snapshot withError(String reason) {
			return new Snapshot(new GuardStatus(state(), this.status.since(), reason), this.link);
		}

	}

}
