/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One master of a Cluster as the guard finds it: whether the keys of its slots may be
 * asked for, and the circuits that tell.
 *
 * <p>
 * Its standing is written under the lock: by calls that found it gone or refusing, and by
 * the supervisor's thread, which alone lets it back. Read without the lock, as one
 * immutable value.
 */
final class Master {

	private final ReentrantLock lock = new ReentrantLock();

	private final String id;

	private final String address;

	private final SideCircuits circuits;

	private final Clock clock;

	private volatile Standing standing;

	/** Which run of the server answered last; the supervisor's thread, read by any. */
	private volatile @Nullable String serverRun;

	/**
	 * Create a master that has not answered yet.
	 * @param id what the Cluster calls it
	 * @param address where it is, for messages
	 * @param circuits its own
	 * @param clock tells when its standing changed
	 */
	Master(String id, String address, SideCircuits circuits, Clock clock) {
		this.id = id;
		this.address = address;
		this.circuits = circuits;
		this.clock = clock;
		this.standing = new Standing(GuardState.UNAVAILABLE, null, clock.instant(), null);
		circuits.unavailable();
	}

	String id() {
		return this.id;
	}

	String address() {
		return this.address;
	}

	SideCircuits circuits() {
		return this.circuits;
	}

	GuardState state() {
		return this.standing.state();
	}

	@Nullable String serverRun() {
		return this.serverRun;
	}

	MasterStatus status() {
		Standing now = this.standing;
		return new MasterStatus(this.address, now.state(), now.since(), now.reason());
	}

	/**
	 * Whether callers may ask it.
	 * @param effect what for
	 * @return whether it serves that
	 */
	boolean admits(OperationEffect effect) {
		Standing now = this.standing;
		return now.state().isReadable() && (now.refusal() == null || now.refusal().admits(effect));
	}

	/**
	 * It does not serve.
	 * @param reason why, without secrets
	 * @return whether that is new
	 */
	boolean away(String reason) {
		return change((now) -> now.state() != GuardState.UNAVAILABLE,
				() -> new Standing(GuardState.UNAVAILABLE, null, this.clock.instant(), reason),
				this.circuits::unavailable);
	}

	/**
	 * It serves reads but refuses writes.
	 * @return whether that is new
	 */
	boolean refuses(WriteRefusal refusal, String reason) {
		return change((now) -> now.state() == GuardState.AVAILABLE || now.state() == GuardState.RECOVERING,
				() -> new Standing(GuardState.WRITES_REFUSED, refusal, this.clock.instant(), reason),
				this.circuits::writesRefused);
	}

	/**
	 * It answers again, and is to be recovered before callers may ask it.
	 * @param run which run of the server it is
	 */
	void answers(@Nullable String run) {
		this.serverRun = run;
		change((now) -> now.state() == GuardState.UNAVAILABLE,
				() -> new Standing(GuardState.RECOVERING, null, this.standing.since(), this.standing.reason()), () -> {
				});
	}

	/**
	 * Let callers ask it.
	 * @return since when they could not, {@code null} if they could already, or if it was
	 * found away meanwhile
	 */
	@Nullable Instant open() {
		Instant since = this.standing.since();
		boolean opened = change(
				(now) -> now.state() == GuardState.RECOVERING || now.state() == GuardState.WRITES_REFUSED,
				() -> new Standing(GuardState.AVAILABLE, null, this.clock.instant(), this.standing.reason()),
				this.circuits::available);
		return opened ? since : null;
	}

	private boolean change(Predicate<Standing> from, Supplier<Standing> next, Runnable circuit) {
		this.lock.lock();
		try {
			if (!from.test(this.standing)) {
				return false;
			}
			circuit.run();
			this.standing = next.get();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How it stands at one moment.
	 *
	 * @param state the state, as of a guard for its keys alone
	 * @param refusal why it refuses writes; {@code null} unless it does
	 * @param since when this began; while recovering, when it went away
	 * @param reason why it was last found unusable
	 */
	private record Standing(GuardState state, @Nullable WriteRefusal refusal, Instant since, @Nullable String reason) {

	}

}
