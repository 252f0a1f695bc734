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
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
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

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What the guard adds to a GET: beside plain Lettuce with a bounded wait, and beside
 * Spring's template; and what metrics and observations add to that.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class GuardedGetBenchmark {

	private static final RedisOperation GET = RedisOperation.idempotent("benchmark.get");

	private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

	private final RedisServer server = RedisServer.start();

	private final RedisClient client = RedisClient.create(RedisURI.create(this.server.host(), this.server.port()));

	private final StatefulRedisConnection<byte[], byte[]> plain = this.client.connect(ByteArrayCodec.INSTANCE);

	private final LettuceConnectionFactory factory = new LettuceConnectionFactory(this.server.host(),
			this.server.port());

	private final StringRedisTemplate template = new StringRedisTemplate();

	private final LettuceRedisGuard guard = Guards.on(this.server);

	private final LettuceRedisGuard counted = Guards.on(this.server);

	private final LettuceRedisGuard observed = Guards.on(this.server);

	private final Watched counting = Watched.counting(this.counted).timing(this.counted);

	private final Watched observing = Watched.counting(this.observed).observing(this.observed);

	@Setup
	public void begin() {
		this.factory.start();
		this.template.setConnectionFactory(this.factory);
		this.template.afterPropertiesSet();
		this.template.opsForValue().set("key", "value");
		Guards.await(this.guard, GuardState.AVAILABLE);
		Guards.await(this.counted, GuardState.AVAILABLE);
		Guards.await(this.observed, GuardState.AVAILABLE);
	}

	@TearDown
	public void end() {
		this.guard.stop();
		this.counted.stop();
		this.observed.stop();
		this.counting.close();
		this.observing.close();
		this.factory.destroy();
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
		this.server.close();
	}

	@Benchmark
	public byte[] lettuce() throws Exception {
		return this.plain.async().get(KEY).get(500, TimeUnit.MILLISECONDS);
	}

	@Benchmark
	public byte @Nullable [] guardAwait() {
		return this.guard.<byte @Nullable []>await(GET, (redis) -> redis.get(KEY));
	}

	@Benchmark
	public byte @Nullable [] guardAwaitCounted() {
		return this.counted.<byte @Nullable []>await(GET, (redis) -> redis.get(KEY));
	}

	@Benchmark
	public byte @Nullable [] guardAwaitObserved() {
		return this.observed.<byte @Nullable []>await(GET, (redis) -> redis.get(KEY));
	}

	@Benchmark
	public @Nullable String springTemplate() {
		return this.template.opsForValue().get("key");
	}

	@Benchmark
	public @Nullable String guardExecute() {
		return this.guard.<@Nullable String>execute(GET, (redis) -> redis.opsForValue().get("key"));
	}

}
