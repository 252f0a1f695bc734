/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that use every feature until they are told to end, with short pauses: four of
 * them without would write more in memory than any replay could send.
 *
 * <p>
 * The counters and the failures are written by all of them, and read at any time; each
 * number is used once.
 */
final class Load implements AutoCloseable {

	private static final int MAX_FAILURES = 100;

	private static final long PAUSE_NANOS = 10_000_000;

	private final Features features;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicLong numbers = new AtomicLong();

	private final AtomicLong done = new AtomicLong();

	private final AtomicLong slowest = new AtomicLong();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private volatile boolean ended;

	private Load(Features features) {
		this.features = features;
	}

	static Load of(Features features, int threads) {
		Load load = new Load(features);
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(load::run, "load-" + i);
			load.threads.add(thread);
			thread.start();
		}
		return load;
	}

	private void run() {
		while (!this.ended) {
			long number = this.numbers.incrementAndGet();
			long start = System.nanoTime();
			try {
				this.features.round(number);
				this.features.evicted("e" + number);
			}
			catch (RuntimeException | Error ex) {
				if (this.failures.size() < MAX_FAILURES) {
					this.failures.add(ex);
				}
			}
			this.slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
			this.done.incrementAndGet();
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	/** Waits until there were so many more. */
	void rounds(long more) {
		long enough = this.done.get() + more;
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.done.get() >= enough);
	}

	long rounds() {
		return this.done.get();
	}

	Duration slowest() {
		return Duration.ofNanos(this.slowest.get());
	}

	void assertNoErrors() {
		assertThat(this.failures).isEmpty();
	}

	@Override
	public void close() {
		this.ended = true;
		for (Thread thread : this.threads) {
			try {
				thread.join(20_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			assertThat(thread.isAlive()).as("load has ended").isFalse();
		}
	}

}
