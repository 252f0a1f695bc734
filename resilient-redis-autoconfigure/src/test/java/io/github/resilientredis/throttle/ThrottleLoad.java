/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import org.assertj.core.api.Assertions;

/**
 * Asks all nodes for one key, always for more than the limit allows, and keeps what they
 * said. Each thread has its own times; counters are atomic.
 */
final class ThrottleLoad implements AutoCloseable {

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int SOURCES = ThrottleSource.values().length;

	private final List<ThrottledNode> nodes;

	private final String limit;

	private final List<Asker> askers = new ArrayList<>();

	private final AtomicInteger decisions = new AtomicInteger();

	private final AtomicIntegerArray bySource;

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final long start = System.nanoTime();

	private volatile boolean ended;

	ThrottleLoad(List<ThrottledNode> nodes, int threads, String limit) {
		this.nodes = nodes;
		this.limit = limit;
		this.bySource = new AtomicIntegerArray(nodes.size() * SOURCES);
		for (int i = 0; i < nodes.size() * threads; i++) {
			Asker asker = new Asker(i % nodes.size());
			this.askers.add(asker);
			asker.start();
		}
	}

	long start() {
		return this.start;
	}

	int decisions() {
		return this.decisions.get();
	}

	int decisions(int node, ThrottleSource source) {
		return this.bySource.get(node * SOURCES + source.ordinal());
	}

	int decisions(ThrottleSource source) {
		int sum = 0;
		for (int node = 0; node < this.nodes.size(); node++) {
			sum += decisions(node, source);
		}
		return sum;
	}

	List<Throwable> failures() {
		return List.copyOf(this.failures);
	}

	/** When something was admitted. Once it has ended. */
	long[] admitted() {
		return this.askers.stream().flatMapToLong(Asker::times).toArray();
	}

	long slowestMillis() {
		return this.askers.stream().mapToLong((asker) -> asker.slowest).max().orElse(0) / 1_000_000;
	}

	@Override
	public void close() {
		this.ended = true;
		this.askers.forEach((asker) -> {
			try {
				asker.join(10_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Assertions.assertThat(asker.isAlive()).as("a thread that waits for ever").isFalse();
		});
	}

	/** A thread that asks one node. */
	private final class Asker extends Thread {

		private final int node;

		private long[] times = new long[512];

		private int count;

		private volatile long slowest;

		private Asker(int node) {
			super("throttle-load-" + node);
			this.node = node;
		}

		private LongStream times() {
			return Arrays.stream(this.times, 0, this.count);
		}

		@Override
		public void run() {
			ThrottleLoad load = ThrottleLoad.this;
			GuardedThrottle throttle = load.nodes.get(this.node).throttle;
			while (!load.ended) {
				long before = System.nanoTime();
				try {
					heard(throttle.tryAcquire(load.limit, "everyone"), before);
				}
				catch (RuntimeException | Error ex) {
					load.failures.add(ex);
				}
				LockSupport.parkNanos(PAUSE);
			}
		}

		private void heard(ThrottleDecision decision, long before) {
			long now = System.nanoTime();
			this.slowest = Math.max(this.slowest, now - before);
			ThrottleLoad.this.decisions.incrementAndGet();
			ThrottleLoad.this.bySource.incrementAndGet(this.node * SOURCES + decision.source().ordinal());
			if (decision.isAdmitted()) {
				if (this.count == this.times.length) {
					this.times = Arrays.copyOf(this.times, 2 * this.count);
				}
				this.times[this.count++] = now;
			}
		}

	}

}
