/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for a moment.
 */
final class Pause {

	private Pause() {
	}

	/** Until {@link System#nanoTime()} has reached it. */
	static void until(long moment) {
		long left = moment - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = moment - System.nanoTime();
		}
	}

}
