/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;

/**
 * One request of a load.
 *
 * @param kind what was asked
 * @param startNanos when it was sent
 * @param nanos how long it took
 * @param problem what was wrong with the answer; empty if nothing was
 */
record Sample(String kind, long startNanos, long nanos, String problem) {

	Duration took() {
		return Duration.ofNanos(this.nanos);
	}

}
