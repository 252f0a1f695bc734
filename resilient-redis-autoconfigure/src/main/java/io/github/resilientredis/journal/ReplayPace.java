/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.TimeUnit;

/**
 * How many records are sent at once: as many as Redis answers well within the time that
 * one command may take, since the last of them waits for all before it. Confined to the
 * journal's thread.
 */
final class ReplayPace {

	static final int MAX = 1000;

	private static final int FIRST = 125;

	private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

	private int size = FIRST;

	int size() {
		return this.size;
	}

	/**
	 * A batch was answered.
	 * @param nanos how long it took
	 */
	void answered(long nanos) {
		if (nanos < QUICK_NANOS) {
			this.size = Math.min(MAX, this.size * 2);
		}
		else if (nanos > SLOW_NANOS) {
			slower();
		}
	}

	/** A batch was not answered in time. */
	void slower() {
		this.size = Math.max(1, this.size / 4);
	}

}
