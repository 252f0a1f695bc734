/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What a shop did before, during and after an outage of its Redis.
 *
 * @param phases the seconds of these
 * @param recording what became of the calls
 * @param back seconds from when Redis answered again until the shop said that it uses it,
 * not a number if it did not while the load went on
 */
record Outage(Phases phases, Recording recording, double back) {

	private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(25);

	static Outage run(Deployment deployment, Fault fault, Phases phases, int rate, int seed)
			throws InterruptedException, ExecutionException {
		OpenLoop load = new OpenLoop(deployment.client(), rate);
		Arrivals arrivals = load.soon();
		ExecutorService pace = Executors.newSingleThreadExecutor();
		try {
			Traffic traffic = deployment.traffic(seed);
			Future<Recording> running = pace.submit(() -> load.run(traffic, arrivals, phases.total()));
			Pause.until(arrivals.begin(phases.healthy()));
			fault.begin(deployment.redis());
			Pause.until(arrivals.begin(phases.back()));
			fault.end(deployment.redis());
			double back = back(deployment, arrivals.begin(phases.total()));
			return new Outage(phases, running.get(), back);
		}
		finally {
			pace.shutdownNow();
		}
	}

	private static double back(Deployment deployment, long end) throws InterruptedException {
		long returned = System.nanoTime();
		while (!deployment.usesRedis()) {
			if (System.nanoTime() - end > 0) {
				return Double.NaN;
			}
			Pause.until(System.nanoTime() + LOOK_AGAIN);
		}
		return (System.nanoTime() - returned) / 1e9;
	}

	Window before() {
		return this.recording.between(0, this.phases.healthy());
	}

	Window firstSecond() {
		return this.recording.second(this.phases.healthy());
	}

	Window rest() {
		return this.recording.between(this.phases.healthy() + 1, this.phases.back());
	}

	Window away() {
		return this.recording.between(this.phases.healthy(), this.phases.back());
	}

	Window afterwards() {
		return this.recording.between(this.phases.back(), this.phases.total());
	}

	/** How many seconds after the return of Redis the last call failed; 0 if none did. */
	int lastError() {
		for (int second = this.phases.total() - 1; second >= this.phases.back(); second--) {
			if (this.recording.second(second).errors() > 0) {
				return second + 1 - this.phases.back();
			}
		}
		return 0;
	}

}
