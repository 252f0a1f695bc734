/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.time.Duration;

/**
 * A turn of as many requests as get through.
 *
 * @param perSecond right answers a second
 * @param cpu what a request took
 */
record Saturated(double perSecond, CpuTime cpu) {

	static Saturated measure(Deployment deployment, int callers, Duration time, int seed) throws InterruptedException {
		CpuTime before = CpuTime.of(deployment);
		double perSecond = ClosedLoop.run(deployment.client(), deployment.traffic(seed), callers, time);
		double requests = perSecond * time.toNanos() / 1e9;
		return new Saturated(perSecond, CpuTime.of(deployment).since(before, requests));
	}

}
