/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

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

/**
 * A hundred keys from Redis: by our bulk read, without a near level, beside a hundred
 * reads of Spring's own Redis cache.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class BulkReadBenchmark {

	private static final int BULK = 100;

	/** Who answers. */
	@Param({ "spring", "bulk" })
	String side = "spring";

	/** What is under the keys, written by JDK serialization. */
	@Param({ "String", "record" })
	String value = "String";

	private final BenchmarkRedis redis = BenchmarkRedis.open();

	private final SpringNode spring = SpringNode.on(this.redis.address());

	private final Node node = Node.on(this.redis.address(), Caches.withoutNear());

	/** A hundred different keys each, in no order. */
	private final Object[] visits = visits();

	private BulkReader reader = BulkReader.oneByOne(this.spring.cache());

	private static Object[] visits() {
		List<Object> keys = Arrays.asList(Keys.keys("String"));
		Object[] visits = new Object[64];
		for (int i = 0; i < visits.length; i++) {
			Collections.shuffle(keys, new Random(i));
			visits[i] = List.copyOf(keys.subList(0, BULK));
		}
		return visits;
	}

	@Setup
	public void begin() {
		this.reader = switch (this.side) {
			case "spring" -> BulkReader.oneByOne(this.spring.cache());
			case "bulk" -> BulkReader.atOnce(this.node.cache());
			default -> throw new IllegalArgumentException(this.side);
		};
		Caches.putAll(this.spring.cache(), Keys.keys("String"), Keys.values(this.value));
		check();
	}

	private void check() {
		Map<Object, Object> expected = new HashMap<>();
		Object[] keys = Keys.keys("String");
		Object[] values = Keys.values(this.value);
		for (int i = 0; i < keys.length; i++) {
			expected.put(keys[i], values[i]);
		}
		for (Object bulk : this.visits) {
			Map<?, ?> found = this.reader.read((Collection<?>) bulk);
			if (found.size() != BULK || !expected.entrySet().containsAll(found.entrySet())) {
				throw new IllegalStateException("These are not the values: " + found);
			}
		}
	}

	@TearDown
	public void end() {
		try {
			check();
		}
		finally {
			this.node.close();
			this.spring.close();
			this.redis.close();
		}
	}

	@Benchmark
	public Map<?, ?> read(Cursor cursor) {
		return this.reader.read((Collection<?>) cursor.next(this.visits));
	}

}
