/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

/**
 * The seconds of a load around an outage.
 *
 * @param healthy before it
 * @param outage how long Redis is away
 * @param afterwards how long the load goes on after its return
 */
record Phases(int healthy, int outage, int afterwards) {

	int back() {
		return this.healthy + this.outage;
	}

	int total() {
		return back() + this.afterwards;
	}

}
