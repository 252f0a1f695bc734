/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.resilientredis.guard.PatientClock;

/**
 * What this node knows of revocations, and whether that is all there is. It is complete
 * when all was read from Redis since the last gap in what it heard of other nodes, and
 * there was room for it.
 *
 * <p>
 * Thread-safe. The fields below are written under the lock, which is held for an
 * assignment or two, and also read without it.
 */
final class TokenReplica {

	/** Before there is any moment up to which all is known. */
	static final long NEVER = Long.MIN_VALUE;

	private final RevocationSet tokens;

	private final RevocationSet subjects;

	private final ReentrantLock lock = new ReentrantLock();

	/** Counts the gaps, so that one that opens during a reload is not forgotten. */
	private volatile long gaps;

	private volatile boolean complete;

	/** Whether there was more to know than may be kept. */
	private volatile boolean overflowed;

	/** In milliseconds since the epoch. */
	private volatile long completeAsOf = NEVER;

	TokenReplica(TokenSettings settings, Clock clock) {
		Clock patient = new PatientClock(clock);
		this.tokens = new RevocationSet(RevocationKind.TOKEN, settings, patient);
		this.subjects = new RevocationSet(RevocationKind.SUBJECT, settings, patient);
	}

	RevocationSet tokens() {
		return this.tokens;
	}

	RevocationSet subjects() {
		return this.subjects;
	}

	List<RevocationSet> sets() {
		return List.of(this.tokens, this.subjects);
	}

	RevocationSet set(RevocationKind kind) {
		return (kind == RevocationKind.TOKEN) ? this.tokens : this.subjects;
	}

	/** Learn of a revocation that Redis has. */
	void learn(Revocation revocation) {
		if (!set(revocation.kind()).learn(revocation.name(), revocation.score())) {
			overflow();
		}
	}

	boolean isComplete() {
		return this.complete;
	}

	boolean isOverflowed() {
		return this.overflowed;
	}

	/**
	 * Up to when all is known, in milliseconds since the epoch.
	 * @return the moment, {@link #NEVER} if there is none
	 */
	long completeAsOf() {
		return this.overflowed ? NEVER : this.completeAsOf;
	}

	long gaps() {
		return this.gaps;
	}

	/** Something may have been missed. */
	void gap() {
		change(() -> {
			this.gaps++;
			this.complete = false;
		});
	}

	/** There is more to know than may be kept. */
	void overflow() {
		change(() -> {
			this.overflowed = true;
			this.complete = false;
		});
	}

	/** If there is room again, all may be read anew. */
	void relieve() {
		if (this.overflowed && this.tokens.isRoomy() && this.subjects.isRoomy()) {
			change(() -> {
				this.overflowed = false;
				this.completeAsOf = NEVER;
				this.gaps++;
			});
		}
	}

	/** All that was in Redis at a moment was read; what came after it was heard. */
	void loaded(long gapsBefore, long begunAt) {
		change(() -> {
			if (this.gaps == gapsBefore && !this.overflowed) {
				this.complete = true;
				this.completeAsOf = begunAt;
			}
		});
	}

	/** Nothing has been missed up to this moment. */
	void current(long asOf) {
		change(() -> {
			if (this.complete) {
				this.completeAsOf = asOf;
			}
		});
	}

	private void change(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
