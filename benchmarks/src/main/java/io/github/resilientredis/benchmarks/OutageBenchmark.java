/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a guarded call costs that is turned away, because Redis was killed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class OutageBenchmark {

	private static final RedisOperation GET = RedisOperation.idempotent("benchmark.get");

	private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

	private final RedisServer server = RedisServer.start();

	private final LettuceRedisGuard guard = Guards.on(this.server);

	@Setup
	public void begin() {
		Guards.await(this.guard, GuardState.AVAILABLE);
		this.server.kill();
		Guards.await(this.guard, GuardState.UNAVAILABLE);
	}

	@TearDown
	public void end() {
		this.guard.stop();
		this.server.close();
	}

	@Benchmark
	public @Nullable Object refusedCall() {
		try {
			return this.guard.<byte @Nullable []>await(GET, (connection) -> connection.get(KEY));
		}
		catch (RedisUnavailableException ex) {
			return ex;
		}
	}

}
