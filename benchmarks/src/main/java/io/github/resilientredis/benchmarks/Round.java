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
 * Threads that let one side work, each going round all keys from a place of its own, for
 * some seconds.
 */
final class Round {

	private final Side side;

	private final int keys;

	private final AtomicBoolean over = new AtomicBoolean();

	private final CountDownLatch begin = new CountDownLatch(1);

	private Round(Side side, int keys) {
		this.side = side;
		this.keys = keys;
	}

	/**
	 * Run.
	 * @return how often it was done in how much time
	 * @throws Exception if an outcome was not what it has to be
	 */
	static Done run(Side side, int keys, int threads, double seconds) throws Exception {
		return new Round(side, keys).run(threads, seconds);
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
			long operations = 0;
			for (Future<Long> one : running) {
				operations += one.get();
			}
			return new Done(operations, time);
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
			long operations = 0;
			while (!this.over.get()) {
				this.side.perform(index);
				operations++;
				index++;
				if (index == this.keys) {
					index = 0;
				}
			}
			return operations;
		}
		catch (RuntimeException ex) {
			failed.countDown();
			throw ex;
		}
	}

	/**
	 * What was done.
	 *
	 * @param operations how often it was done
	 * @param seconds in how many seconds
	 */
	record Done(long operations, double seconds) {

		double perSecond() {
			return this.operations / this.seconds;
		}

	}

}
