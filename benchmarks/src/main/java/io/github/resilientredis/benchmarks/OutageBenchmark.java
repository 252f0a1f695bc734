/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.cache.UnserializablePolicy;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

/**
 * What a call costs when nothing has to be asked: a near hit with Redis there and gone,
 * beside Spring's Caffeine cache, and a guarded call that is turned away.
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

	/** Whether Redis is there. */
	@Param({ "up", "killed" })
	String redis = "up";

	private final RedisServer server = RedisServer.start();

	private final LettuceRedisGuard guard = Guards.on(this.server);

	private final Cache near = cache();

	private final Cache caffeine = caffeine();

	private Cache cache() {
		ResilientCacheManager manager = new ResilientCacheManager(CacheBackend.of(this.guard),
				ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig())
					.withNear(new NearLevelSettings(true, 10_000, java.time.Duration.ofHours(1))),
				Map.of(), true);
		manager.afterPropertiesSet();
		return java.util.Objects.requireNonNull(manager.getCache("rates"));
	}

	private static Cache caffeine() {
		return java.util.Objects.requireNonNull(new CaffeineCacheManager("rates").getCache("rates"));
	}

	@Setup
	public void begin() {
		Guards.await(this.guard, GuardState.AVAILABLE);
		this.near.put("key", "value");
		this.caffeine.put("key", "value");
		if (this.redis.equals("killed")) {
			this.server.kill();
			Guards.await(this.guard, GuardState.UNAVAILABLE);
		}
	}

	@TearDown
	public void end() {
		this.guard.stop();
		this.server.close();
	}

	@Benchmark
	public Cache.@Nullable ValueWrapper caffeineHit() {
		return this.caffeine.get("key");
	}

	@Benchmark
	public Cache.@Nullable ValueWrapper nearHit() {
		return this.near.get("key");
	}

	/** With Redis killed: what being turned away costs. */
	@Benchmark
	public @Nullable Object guardedCall() {
		try {
			return this.guard.<byte @Nullable []>await(GET, (connection) -> connection.get(KEY));
		}
		catch (RedisUnavailableException ex) {
			return ex;
		}
	}

}
