/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.cache.Cache;

/**
 * What metrics and observations add to a near hit: a cache that nobody watches beside one
 * with all meters, observed calls and a registry that is read ten times a second.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class WatchedHitBenchmark {

	/** Who watches. */
	@Param({ "nobody", "metrics", "metricsAndObservations" })
	String watched = "nobody";

	private final RedisServer server = RedisServer.start();

	private final Node node = Node.on(BenchmarkRedis.address(this.server), Caches.defaults());

	private final Cache cache = this.node.cache();

	private final Object[] keys = Keys.keys("String");

	private final Object[] values = Keys.values("String");

	private final Object[] visits = Keys.visits("String");

	private @Nullable Watched watcher;

	@Setup
	public void begin() {
		if (!this.watched.equals("nobody")) {
			Watched watcher = Watched.counting(this.node.guard()).measuring((ResilientCache) this.cache).scraped();
			this.watcher = this.watched.equals("metrics") ? watcher : watcher.observing(this.node.guard());
		}
	}

	/** Anew each time, so that nothing expires however long a run is. */
	@Setup(Level.Iteration)
	public void fill() {
		Caches.putAll(this.cache, this.keys, this.values);
	}

	@TearDown
	public void end() {
		if (this.watcher != null) {
			this.watcher.close();
		}
		this.node.close();
		this.server.close();
	}

	@Benchmark
	public Cache.@Nullable ValueWrapper hit(Cursor cursor) {
		return this.cache.get(cursor.next(this.visits));
	}

}
