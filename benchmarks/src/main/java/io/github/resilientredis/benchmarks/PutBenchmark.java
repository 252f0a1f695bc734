/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.cache.Cache;

/**
 * A put that Redis has answered, beside Spring's own Redis cache with immediate writes:
 * with the channel between nodes, as by default, and without.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class PutBenchmark {

	/** Who is asked to put. */
	@Param({ "spring", "channel", "alone" })
	String side = "spring";

	/** How many characters a value has, each a byte in Redis. */
	@Param({ "100", "10240" })
	int length = 100;

	private final LongAdder asked = new LongAdder();

	private final BenchmarkRedis redis = BenchmarkRedis.open();

	private final SpringNode spring = SpringNode.on(this.redis.address());

	private final Node channel = Node.on(this.redis.address(), Caches.defaults());

	private final Node alone = Node.alone(this.redis.address(), Caches.defaults());

	private final Object[] keys = Keys.keys("String");

	private final Object[] visits = Keys.visits("String");

	private Cache cache = this.spring.cache();

	private Object value = "";

	private long writes;

	@Setup
	public void begin() {
		this.cache = switch (this.side) {
			case "spring" -> this.spring.cache();
			case "channel" -> this.channel.cache();
			case "alone" -> this.alone.cache();
			default -> throw new IllegalArgumentException(this.side);
		};
		this.value = Keys.text(Keys.COUNT, this.length);
		Caches.putAll(this.cache, this.keys, Keys.texts(this.length));
		Caches.check(this.spring.cache(), this.keys, Keys.texts(this.length));
		this.writes = this.redis.calls("set");
	}

	@TearDown
	public void end() {
		try {
			long written = this.redis.calls("set") - this.writes;
			if (written < this.asked.sum()) {
				throw new IllegalStateException("Redis took only " + written + " of " + this.asked.sum() + " puts");
			}
			if (Arrays.stream(this.keys)
				.noneMatch((key) -> this.value.equals(Caches.value(this.spring.cache(), key)))) {
				throw new IllegalStateException("Redis has not what was put");
			}
		}
		finally {
			this.alone.close();
			this.channel.close();
			this.spring.close();
			this.redis.close();
		}
	}

	@Benchmark
	public void put(Cursor cursor) {
		this.asked.increment();
		this.cache.put(cursor.next(this.visits), this.value);
	}

	@Benchmark
	@Threads(8)
	public void putByEight(Cursor cursor) {
		put(cursor);
	}

}
