/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.guard.ForwardClock;

/**
 * Numbers changes so that a later one has the higher number, also one of another node: by
 * the time in microseconds, past the last use that was known of the session, and past all
 * numbers given before (a hybrid logical clock after Kulkarni and others, 2014). Whoever
 * read a session that another node changed, numbers his change higher, even if his clock
 * is behind. Several changes of a session within a millisecond run ahead of the clock by
 * one millisecond each, so two nodes that cannot hear each other are in order only to
 * within such a burst. Thread-safe.
 */
final class ChangeNumbers {

	static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

	/** Numbers go on while the wall clock is put back, as fast as time does. */
	private final Clock clock;

	private final Clock wall;

	private final AtomicLong last = new AtomicLong();

	ChangeNumbers(Clock clock) {
		this.clock = new ForwardClock(clock, 100);
		this.wall = clock;
	}

	/**
	 * The next number.
	 * @param knownUse the last use of the session that was known, in milliseconds since
	 * 1970
	 */
	long next(long knownUse) {
		long least = Math.max(this.clock.millis(), knownUse + 1) * 1000;
		return this.last.updateAndGet((before) -> Math.max(least, before + 1));
	}

	/** Whether it is a time that this node's clock may tell now. */
	boolean isNow(long millis) {
		return Math.abs(this.wall.millis() - millis) <= CLOCKS_DIFFER.toMillis();
	}

	/** The time of a number, in milliseconds since 1970. */
	static long time(long number) {
		return number / 1000;
	}

}
