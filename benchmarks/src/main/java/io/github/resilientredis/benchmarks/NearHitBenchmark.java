/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.resilientredis.guard.GuardState;
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
 * A near hit, with Redis there and killed, beside Spring's Caffeine cache as it is by
 * default and as bounded as the near level. Each side has a server of its own, because
 * one of them kills it. Run with {@code -prof gc} to see what a hit allocates.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class NearHitBenchmark {

	/** Who answers. */
	@Param({ "near", "nearInOutage", "caffeine", "caffeineBounded" })
	String side = "near";

	/** The class of the keys. */
	@Param({ "String", "Long", "SimpleKey" })
	String key = "String";

	private final RedisServer server = RedisServer.start();

	private final Node node = Node.on(BenchmarkRedis.address(this.server), Caches.defaults());

	private final Object[] values = Keys.values("String");

	private Cache cache = this.node.cache();

	private Object[] keys = {};

	private Object[] visits = {};

	private long reads;

	@Setup
	public void begin() {
		this.keys = Keys.keys(this.key);
		this.visits = Keys.visits(this.key);
		this.cache = switch (this.side) {
			case "near", "nearInOutage" -> this.node.cache();
			case "caffeine" -> Caches.caffeine();
			case "caffeineBounded" -> Caches.caffeine(Caches.LIKE_NEAR);
			default -> throw new IllegalArgumentException(this.side);
		};
		if (this.side.equals("nearInOutage")) {
			this.server.kill();
			this.node.await(GuardState.UNAVAILABLE);
		}
		else {
			this.reads = this.server.calls("get");
		}
	}

	/** Anew each time, so that nothing expires however long a run is. */
	@Setup(Level.Iteration)
	public void fill() {
		Caches.putAll(this.cache, this.keys, this.values);
	}

	@TearDown
	public void end() {
		try {
			Caches.check(this.cache, this.keys, this.values);
			long more = this.server.isRunning() ? this.server.calls("get") - this.reads : 0;
			if (more > 0) {
				throw new IllegalStateException("Redis was read " + more + " times: these were not near hits");
			}
		}
		finally {
			this.node.close();
			this.server.close();
		}
	}

	@Benchmark
	public Cache.@Nullable ValueWrapper hit(Cursor cursor) {
		return this.cache.get(cursor.next(this.visits));
	}

}
