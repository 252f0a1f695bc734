/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;

import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.testkit.RedisServer;

import org.springframework.cache.Cache;

/**
 * As {@link WatchedHitBenchmark}, for machines that have other things to do: an unwatched
 * and a watched cache take short turns in one process, measured by the processor time of
 * the thread, which does not count the time of others. Prints medians and quartiles.
 */
public final class WatchedHitCost {

	private static final int HITS = 50_000;

	private static final int WARM_UP = 100;

	private static final NearLevelSettings LASTING = new NearLevelSettings(true, 10_000, Duration.ofHours(1));

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Object[] keys = Keys.keys("String");

	private final Object[] values = Keys.values("String");

	private final Object[] visits = Keys.visits("String");

	private long found;

	private WatchedHitCost() {
	}

	/**
	 * Run it.
	 * @param args how many turns each side has, by default 600
	 */
	public static void main(String[] args) {
		new WatchedHitCost().run((args.length > 0) ? Integer.parseInt(args[0]) : 600);
	}

	private void run(int turns) {
		try (RedisServer server = RedisServer.start();
				Node plain = Node.on(BenchmarkRedis.address(server), Caches.with(LASTING));
				Node watched = Node.on(BenchmarkRedis.address(server), Caches.with(LASTING));
				Watched watcher = Watched.counting(watched.guard())) {
			watcher.observing(watched.guard()).measuring((ResilientCache) watched.cache()).scraped();
			Caches.putAll(plain.cache(), this.keys, this.values);
			Caches.putAll(watched.cache(), this.keys, this.values);
			double[] nobody = new double[turns];
			double[] everything = new double[turns];
			for (int turn = -WARM_UP; turn < turns; turn++) {
				boolean plainFirst = turn % 2 == 0;
				double first = turn(plainFirst ? plain.cache() : watched.cache());
				double second = turn(plainFirst ? watched.cache() : plain.cache());
				if (turn >= 0) {
					nobody[turn] = plainFirst ? first : second;
					everything[turn] = plainFirst ? second : first;
				}
			}
			print("nobody", nobody);
			print("metrics and observations", everything);
		}
	}

	private double turn(Cache cache) {
		long start = this.threads.getCurrentThreadCpuTime();
		for (int i = 0; i < HITS; i++) {
			this.found += (cache.get(this.visits[i % this.visits.length]) != null) ? 1 : 0;
		}
		double nanos = (double) (this.threads.getCurrentThreadCpuTime() - start) / HITS;
		if (this.found % HITS != 0) {
			throw new IllegalStateException("These were not all hits");
		}
		return nanos;
	}

	private static void print(String side, double[] nanos) {
		Arrays.sort(nanos);
		System.out.printf("%-26s %6.1f ns a hit (quartiles %.1f, %.1f)%n", side, nanos[nanos.length / 2],
				nanos[nanos.length / 4], nanos[nanos.length * 3 / 4]);
	}

}
