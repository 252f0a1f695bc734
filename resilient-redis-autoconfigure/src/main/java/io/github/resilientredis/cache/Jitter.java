/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Makes lives differ a little, so that entries that were written together do not all
 * expire together. A life is only ever shortened: nothing lives longer than it was meant
 * to. Thread-safe.
 */
final class Jitter {

	private final double share;

	private final DoubleSupplier random;

	/**
	 * Create a jitter.
	 * @param share how much of a life may be cut off, from 0 to less than 1
	 */
	Jitter(double share) {
		this(share, () -> ThreadLocalRandom.current().nextDouble());
	}

	Jitter(double share, DoubleSupplier random) {
		this.share = share;
		this.random = random;
	}

	long shorten(long nanos) {
		return (this.share == 0) ? nanos : nanos - (long) (nanos * this.share * this.random.getAsDouble());
	}

	Duration shorten(Duration life) {
		if (this.share == 0) {
			return life;
		}
		long millis = life.toMillis();
		return Duration.ofMillis(Math.max(1, millis - (long) (millis * this.share * this.random.getAsDouble())));
	}

}
