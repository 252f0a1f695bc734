/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.store;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Milliseconds since 1970 that no two changes of this node share, so that the later of
 * two is always the one with the greater number. Of two nodes, whose clocks decide.
 *
 * <p>
 * The last number is written by each thread that takes one, atomically.
 */
public final class Stamps {

	private final Clock clock;

	private final AtomicLong last = new AtomicLong();

	/**
	 * Create it.
	 * @param clock the time
	 */
	public Stamps(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The next number.
	 * @return now, or just after the last one
	 */
	public long next() {
		long now = this.clock.millis();
		return this.last.updateAndGet((previous) -> Math.max(previous + 1, now));
	}

}
