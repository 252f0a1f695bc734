/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many ids that nobody knows may be ended: 1,000 at once and 10 a second on
 * average, so that made-up ones fill neither Redis nor the journal's reserve. A token
 * bucket in one number: the time, in nanoseconds, at which it will be full again.
 * Thread-safe.
 */
final class UnknownEnds {

	private static final long EACH = 100_000_000;

	private static final long BURST = 1_000 * EACH;

	private final AtomicLong fullAt = new AtomicLong(System.nanoTime());

	boolean isPermitted() {
		long now = System.nanoTime();
		long before = this.fullAt.get();
		while (true) {
			long next = ((before - now > 0) ? before : now) + EACH;
			if (next - now > BURST) {
				return false;
			}
			if (this.fullAt.compareAndSet(before, next)) {
				return true;
			}
			before = this.fullAt.get();
		}
	}

}
