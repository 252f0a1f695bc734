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
 * The state of the guard together with the link that belongs to it.
 *
 * <p>
 * Written under the lock, by the supervisor, by the recovery and by calls that found
 * Redis gone or refusing. Read without it, through one volatile reference to an immutable
 * snapshot: a reader never sees a state with another state's link, but may act on a
 * snapshot that has just been replaced. Such a late call reports its failure for its own
 * link, which no longer changes anything. Changes are handed on under the lock, so in
 * order.
 */
final class GuardStateMachine {

	private final ReentrantLock lock = new ReentrantLock();

	private final Clock clock;

	private final Consumer<GuardStateChange> changes;

	private volatile Snapshot current;

	/**
	 * By {@link System#nanoTime()}: how long a state lasted is no matter of wall clocks.
	 */
	private long sinceNanos = System.nanoTime();

	GuardStateMachine(Clock clock, Consumer<GuardStateChange> changes) {
		this.clock = clock;
		this.changes = changes;
		this.current = new Snapshot(new GuardStatus(GuardState.CONNECTING, clock.instant(), null), null, null, null);
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
			this.sinceNanos = System.nanoTime();
			this.current = new Snapshot(new GuardStatus(state, this.clock.instant(), reason), null, null, null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * This link proved itself and is to be recovered on. At the first connection nobody
	 * is told if there is nothing to recover; while writes are refused, reads go on
	 * through the link in use until the recovery is done.
	 * @param link the link
	 * @param backlog whether the recovery will take its time
	 * @return whether somebody was searching
	 */
	boolean claim(Link link, boolean backlog) {
		this.lock.lock();
		try {
			Snapshot snapshot = this.current;
			if (snapshot.state() == GuardState.WRITES_REFUSED) {
				this.current = new Snapshot(snapshot.status(), snapshot.link(), snapshot.refusal(), link);
			}
			else if (!snapshot.isSearching()) {
				return false;
			}
			else if (snapshot.state() == GuardState.CONNECTING && !backlog) {
				this.current = new Snapshot(snapshot.status(), link, null, null);
			}
			else {
				change(GuardState.RECOVERING, link, null, null, 0, 0);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Redis is usable through this link.
	 * @param link the link that was claimed
	 * @param attempt the number of the attempt that opened it
	 * @param replayed how many records were replayed
	 * @param before run after it is sure that the change happens and before any caller
	 * sees it
	 * @return what was before; {@code null} if the link was given up, or is in use
	 * already
	 */
	@Nullable Snapshot available(Link link, int attempt, long replayed, Runnable before) {
		this.lock.lock();
		try {
			Snapshot snapshot = this.current;
			if (!snapshot.knows(link) || snapshot.state() == GuardState.AVAILABLE) {
				return null;
			}
			before.run();
			change(GuardState.AVAILABLE, link, null, null, attempt, replayed);
			return snapshot;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Redis serves reads through this link but refuses writes.
	 * @param link the link in use, or claimed
	 * @param refusal why, as far as it matters
	 * @param reason why, without secrets
	 * @param before run after it is sure that the change happens
	 * @return whether the state changed
	 */
	boolean writesRefused(Link link, WriteRefusal refusal, String reason, Runnable before) {
		this.lock.lock();
		try {
			Snapshot snapshot = this.current;
			if (snapshot.link() != link) {
				return false;
			}
			if (snapshot.state() == GuardState.WRITES_REFUSED) {
				this.current = new Snapshot(snapshot.withError(reason).status(), link, refusal, snapshot.candidate());
				return false;
			}
			before.run();
			change(GuardState.WRITES_REFUSED, link, refusal, reason, 0, 0);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Redis is not usable. If there is a link, only that link can say so.
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
			change(GuardState.UNAVAILABLE, null, null, reason, attempt, 0);
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
			change(GuardState.FORCED_OPEN, null, null, "switched off by an operator", 0, 0);
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
			change(GuardState.UNAVAILABLE, null, null, "released by an operator, not connected yet", 0, 0);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void change(GuardState state, @Nullable Link link, @Nullable WriteRefusal refusal, @Nullable String reason,
			int attempt, long replayed) {
		GuardStatus previous = this.current.status();
		String lastError = (reason != null) ? reason : previous.lastError();
		long now = System.nanoTime();
		Duration lasted = Duration.ofNanos(now - this.sinceNanos);
		this.sinceNanos = now;
		GuardStatus status = new GuardStatus(state, this.clock.instant(), lastError);
		this.current = new Snapshot(status, link, refusal, null);
		this.changes
			.accept(new GuardStateChange(previous.state(), state, status.since(), lasted, reason, attempt, replayed));
	}

	/**
	 * What is true at one moment.
	 *
	 * @param status the public part
	 * @param link the link in use, or the one being recovered on; {@code null} if none
	 * @param refusal why writes are refused; {@code null} unless they are
	 * @param candidate a link to another server, being recovered on while reads go on
	 * through the link in use; {@code null} if none
	 */
	record Snapshot(GuardStatus status, @Nullable Link link, @Nullable WriteRefusal refusal, @Nullable Link candidate) {

		GuardState state() {
			return this.status.state();
		}

		/**
		 * The link that callers may use.
		 * @param effect what for
		 * @return the link, {@code null} if they must do without
		 */
		@Nullable Link linkFor(OperationEffect effect) {
			boolean admitted = this.refusal == null || this.refusal.admits(effect);
			return (admitted && state().isReadable()) ? this.link : null;
		}

		private boolean isSearching() {
			return this.link == null && (state() == GuardState.CONNECTING || state() == GuardState.UNAVAILABLE);
		}

		/**
		 * Whether a link was not given up.
		 */
		boolean knows(Link link) {
			return this.link == link || this.candidate == link;
		}

		private Snapshot withError(String reason) {
			return new Snapshot(new GuardStatus(state(), this.status.since(), reason), this.link, this.refusal,
					this.candidate);
		}

	}

}
