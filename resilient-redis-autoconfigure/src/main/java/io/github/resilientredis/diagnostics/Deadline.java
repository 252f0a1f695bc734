/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the whole diagnosis must have ended, whatever Redis does. Immutable.
 */
final class Deadline {

	private final LongSupplier nanoTime;

	private final long end;

	Deadline(Duration length, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.end = nanoTime.getAsLong() + length.toNanos();
	}

	boolean isOver() {
		return left().isZero();
	}

	/** How much of it is left; nothing if it is over. */
	Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - this.nanoTime.getAsLong()));
	}

	/** How long something may take that should not take longer than this. */
	Duration atMost(Duration patience) {
		Duration left = left();
		return (left.compareTo(patience) < 0) ? left : patience;
	}

}
