/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.concurrent.TimeUnit;

/**
 * Load at a constant rate. The calling thread keeps the pace; it waits for no answer.
 */
final class OpenLoop {

	private final LoadClient client;

	private final int rate;

	OpenLoop(LoadClient client, int rate) {
		this.client = client;
		this.rate = rate;
	}

	/** A load that begins soon. */
	Arrivals soon() {
		return new Arrivals(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20), this.rate);
	}

	Recording run(Traffic traffic, int seconds) throws InterruptedException {
		return run(traffic, soon(), seconds);
	}

	Recording run(Traffic traffic, Arrivals arrivals, int seconds) throws InterruptedException {
		Recording recording = new Recording(arrivals, seconds);
		long calls = (long) this.rate * seconds;
		for (long i = 0; i < calls; i++) {
			Request request = traffic.next();
			long due = arrivals.due(i);
			Pause.until(due);
			this.client.send(new Call(request, due, recording));
		}
		recording.await();
		return recording;
	}

}
