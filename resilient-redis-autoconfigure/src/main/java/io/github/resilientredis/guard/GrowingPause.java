/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

/**
 * The pause before the next attempt: twice as long each time, up to a limit. For one
 * thread.
 */
final class GrowingPause {

	private final Duration shortest;

	private final Duration longest;

	private Duration current;

	GrowingPause(Duration shortest, Duration longest) {
		this.shortest = shortest;
		this.longest = longest;
		this.current = shortest;
	}

	/** The pause to make now, without prolonging the next one. */
	Duration current() {
		return this.current;
	}

	/** The pause to make now; the next one is longer. */
	Duration next() {
		Duration pause = this.current;
		Duration twice = pause.multipliedBy(2);
		this.current = (twice.compareTo(this.longest) < 0) ? twice : this.longest;
		return pause;
	}

	/** Begin anew with the shortest. */
	void reset() {
		this.current = this.shortest;
	}

}
