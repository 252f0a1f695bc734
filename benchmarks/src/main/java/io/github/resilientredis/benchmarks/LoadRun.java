/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Threads that ask nodes for keys and sometimes put one, for some seconds.
 */
final class LoadRun {

	private final List<LoadNode> nodes;

	private final String[] keys;

	private final Zipf zipf;

	/** Of a hundred. */
	private final int puts;

	LoadRun(List<LoadNode> nodes, String[] keys, Zipf zipf, int puts) {
		this.nodes = nodes;
		this.keys = keys;
		this.zipf = zipf;
		this.puts = puts;
	}

	/** All keys get a value. */
	void fill() {
		for (int i = 0; i < this.keys.length; i++) {
			this.nodes.get(0).put(this.keys[i], Product.of(i));
		}
	}

	/**
	 * Run.
	 * @return what was done
	 * @throws Exception if a thread did not get what it was to get
	 */
	Done run(int threadsPerNode, double seconds) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(threadsPerNode * this.nodes.size());
		try {
			long start = System.nanoTime();
			long end = start + (long) (seconds * 1e9);
			List<Future<Done>> running = new ArrayList<>();
			for (int i = 0; i < threadsPerNode * this.nodes.size(); i++) {
				LoadNode node = this.nodes.get(i % this.nodes.size());
				int seed = i;
				running.add(threads.submit(() -> work(node, seed, end)));
			}
			Done all = new Done(0, 0, 0);
			for (Future<Done> one : running) {
				all = all.and(one.get());
			}
			return all.in((System.nanoTime() - start) / 1e9);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Done work(LoadNode node, int seed, long end) {
		SplittableRandom random = new SplittableRandom(seed);
		int index = random.nextInt();
		long reads = 0;
		long writes = 0;
		while (System.nanoTime() - end < 0) {
			int number = this.zipf.draw(index++);
			if (random.nextInt(100) < this.puts) {
				node.put(this.keys[number], Product.of(number));
				writes++;
			}
			else {
				check(node.get(this.keys[number]), number);
				reads++;
			}
		}
		return new Done(reads, writes, 0);
	}

	/** A side that is fast because it does not answer is not measured. */
	private void check(@Nullable Object found, int number) {
		if (!(found instanceof Product product) || product.number() != number) {
			throw new IllegalStateException(this.keys[number] + " is " + found);
		}
	}

	/**
	 * What was done.
	 *
	 * @param reads how many reads
	 * @param writes how many puts
	 * @param seconds in how many seconds
	 */
	record Done(long reads, long writes, double seconds) {

		Done and(Done other) {
			return new Done(this.reads + other.reads, this.writes + other.writes, 0);
		}

		Done in(double time) {
			return new Done(this.reads, this.writes, time);
		}

		double perSecond() {
			return (this.reads + this.writes) / this.seconds;
		}

	}

}
