/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads that let one side decide, each going round all keys from a place of its own,
 * for some seconds.
 */
final class ThrottleRound {

	private final ThrottleSide side;

	private final int keys;

	private final AtomicBoolean over = new AtomicBoolean();

	private final CountDownLatch begin = new CountDownLatch(1);

	private ThrottleRound(ThrottleSide side, int keys) {
		this.side = side;
		this.keys = keys;
	}

	/**
	 * Run.
	 * @return how many decisions there were in how much time
	 * @throws Exception if a decision was not what it has to be
	 */
	static Done run(ThrottleSide side, int keys, int threads, double seconds) throws Exception {
		return new ThrottleRound(side, keys).run(threads, seconds);
	}

	private Done run(int threads, double seconds) throws Exception {
		ExecutorService workers = Executors.newFixedThreadPool(threads);
		try {
			CountDownLatch ready = new CountDownLatch(threads);
			CountDownLatch failed = new CountDownLatch(1);
			List<Future<Long>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int first = (int) ((long) i * this.keys / threads);
				running.add(workers.submit(() -> work(first, ready, failed)));
			}
			ready.await();
			long start = System.nanoTime();
			this.begin.countDown();
			failed.await((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
			this.over.set(true);
			double time = (System.nanoTime() - start) / 1e9;
			long decisions = 0;
			for (Future<Long> one : running) {
				decisions += one.get();
			}
			return new Done(decisions, time);
		}
		finally {
			workers.shutdownNow();
		}
	}

	private long work(int first, CountDownLatch ready, CountDownLatch failed) throws InterruptedException {
		ready.countDown();
		this.begin.await();
		try {
			int index = first;
			long decisions = 0;
			while (!this.over.get()) {
				this.side.decide(index);
				decisions++;
				index++;
				if (index == this.keys) {
					index = 0;
				}
			}
			return decisions;
		}
		catch (RuntimeException ex) {
			failed.countDown();
			throw ex;
		}
	}

	/**
	 * What was done.
	 *
	 * @param decisions how many decisions
	 * @param seconds in how many seconds
	 */
	record Done(long decisions, double seconds) {

		double perSecond() {
			return this.decisions / this.seconds;
		}

	}

}
