/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * As much load as so many callers make who send the next request when the last one has
 * been answered: the throughput at saturation. Only the thread of the client writes.
 */
final class ClosedLoop implements Call.Listener {

	private final LoadClient client;

	private final Traffic traffic;

	private final long end;

	private final CountDownLatch callers;

	private final Tally tally = new Tally();

	private ClosedLoop(LoadClient client, Traffic traffic, int callers, Duration time) {
		this.client = client;
		this.traffic = traffic;
		this.end = System.nanoTime() + time.toNanos();
		this.callers = new CountDownLatch(callers);
	}

	/**
	 * Answers a second.
	 * @param client sends
	 * @param traffic what
	 * @param callers how many at a time
	 * @param time how long
	 * @return right answers a second
	 * @throws InterruptedException if somebody interrupts
	 */
	static double run(LoadClient client, Traffic traffic, int callers, Duration time) throws InterruptedException {
		ClosedLoop loop = new ClosedLoop(client, traffic, callers, time);
		long begun = System.nanoTime();
		for (int i = 0; i < callers; i++) {
			client.send(new Call(traffic.next(), System.nanoTime(), loop));
		}
		loop.callers.await();
		Window all = loop.tally.window();
		return (all.calls() - all.errors()) * 1e9 / (System.nanoTime() - begun);
	}

	@Override
	public void begun(Call call, long at) {
		// Nothing is due before.
	}

	@Override
	public void ended(Call call, boolean good, long at) {
		this.tally.add(at - call.intended(), good);
		if (at - this.end < 0) {
			this.client.send(new Call(this.traffic.next(), at, this));
		}
		else {
			this.callers.countDown();
		}
	}

}
