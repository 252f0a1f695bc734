/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A hit that Redis answers, beside Spring's own Redis cache: without a near level, and
 * with one too small to have the key, so that each answer is kept in it and makes another
 * leave.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class RedisReadBenchmark {

	/** Who answers. */
	@Param({ "spring", "withoutNear", "nearMiss" })
	String side = "spring";

	/** What is under the keys, written by JDK serialization. */
	@Param({ "String", "record" })
	String value = "String";

	private final LongAdder asked = new LongAdder();

	private final BenchmarkRedis redis = BenchmarkRedis.open();

	private final SpringNode spring = SpringNode.on(this.redis.address());

	private final Node withoutNear = Node.on(this.redis.address(), Caches.withoutNear());

	private final Node nearMiss = Node.on(this.redis.address(), Caches.near(1));

	private final Object[] keys = Keys.keys("String");

	private final Object[] visits = Keys.turns();

	private Cache cache = this.spring.cache();

	private long reads;

	@Setup
	public void begin() {
		this.cache = switch (this.side) {
			case "spring" -> this.spring.cache();
			case "withoutNear" -> this.withoutNear.cache();
			case "nearMiss" -> this.nearMiss.cache();
			default -> throw new IllegalArgumentException(this.side);
		};
		Caches.putAll(this.spring.cache(), this.keys, Keys.values(this.value));
		Caches.check(this.cache, this.keys, Keys.values(this.value));
		this.reads = this.redis.calls("get");
	}

	@TearDown
	public void end() {
		try {
			long answered = this.redis.calls("get") - this.reads;
			if (answered < 0.99 * this.asked.sum()) {
				throw new IllegalStateException(
						"Redis answered only " + answered + " of " + this.asked.sum() + " reads");
			}
		}
		finally {
			this.nearMiss.close();
			this.withoutNear.close();
			this.spring.close();
			this.redis.close();
		}
	}

	@Benchmark
	public Cache.@Nullable ValueWrapper read(Cursor cursor) {
		this.asked.increment();
		return this.cache.get(cursor.next(this.visits));
	}

}
