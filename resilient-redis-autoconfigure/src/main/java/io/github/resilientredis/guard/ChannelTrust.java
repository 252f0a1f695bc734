/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Whether everything that was published until a second ago has been heard and handed on.
 *
 * <p>
 * A beat that was heard proves it for the moment when it was sent: the server passes
 * messages on in the order in which it takes them, and a connection keeps that order. So
 * a beat gives trust until it is {@value #SECONDS} s old. Where something may be missing
 * (a new subscription, a full queue, a listener that failed, a beat that was skipped),
 * the listeners are told first and trust returns after that: the other way round, a
 * reader could trust a value whose invalidation was published in the gap.
 *
 * <p>
 * All fields are written under the lock: by the channel's own thread (subscription begins
 * and expiry), by the listeners' thread (told, trust given) and by client threads
 * (subscription lost, queue full). Trust itself is also read without it, by anyone; after
 * the process was stopped for a while, such a reader may see trust that is too old until
 * the channel's thread has run.
 */
final class ChannelTrust {

	static final int SECONDS = 1;

	static final long NANOS = Duration.ofSeconds(SECONDS).toNanos();

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Object subscription;

	/** Counts the gaps, so that one that opens while another is told is not forgotten. */
	private long gaps;

	private long told;

	private long until;

	private volatile boolean trusted;

	boolean isTrusted() {
		return this.trusted;
	}

	/** From now on, only this subscription can give trust. */
	void begin(Object current) {
		change(() -> {
			this.subscription = current;
			gap();
		});
	}

	/** This subscription can no longer give trust. */
	void end(Object ended) {
		change(() -> {
			if (this.subscription == ended) {
				this.subscription = null;
				this.trusted = false;
			}
		});
	}

	/** Something may be missing. */
	void lost() {
		change(this::gap);
	}

	/**
	 * What the listeners have not been told.
	 * @return the number of the last gap; 0 if they know of all
	 */
	long untold() {
		this.lock.lock();
		try {
			return (this.told == this.gaps) ? 0 : this.gaps;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The listeners know of this gap and those before. */
	void told(long gap) {
		change(() -> this.told = Math.max(this.told, gap));
	}

	/**
	 * A beat was heard, after everything before it was handed on.
	 * @param heardOn the subscription
	 * @param sentAt when it was sent
	 * @return for how many nanoseconds it gives trust; then {@link #expire()} is due. 0
	 * if it gives none
	 */
	long confirm(Object heardOn, long sentAt) {
		this.lock.lock();
		try {
			long age = System.nanoTime() - sentAt;
			if (this.subscription != heardOn || this.told != this.gaps || age < 0 || age >= NANOS) {
				return 0;
			}
			long end = sentAt + NANOS;
			this.until = (this.trusted && this.until - end > 0) ? this.until : end;
			this.trusted = true;
			return NANOS - age;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Take the trust away if the last beat is too old. */
	void expire() {
		change(() -> {
			if (System.nanoTime() - this.until >= 0) {
				this.trusted = false;
			}
		});
	}

	private void gap() {
		this.gaps++;
		this.trusted = false;
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
