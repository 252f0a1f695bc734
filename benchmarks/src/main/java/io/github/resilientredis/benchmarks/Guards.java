/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.resilientredis.guard.GuardRecovery;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.RedisServer;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Guards as an application would have them.
 */
final class Guards {

	private Guards() {
	}

	static LettuceRedisGuard on(RedisServer server) {
		return on(BenchmarkRedis.address(server), GuardRecovery.none(GuardSettings.defaults().keyPrefix()));
	}

	static LettuceRedisGuard on(RedisStandaloneConfiguration address, GuardRecovery recovery) {
		GuardSettings settings = GuardSettings.defaults();
		LettuceRedisGuard guard = new LettuceRedisGuard(new LettuceConnectionFactory(address), settings,
				new RequestBudgets(settings.requestBudget()), Clock.systemUTC(), recovery);
		guard.start();
		return guard;
	}

	static void await(RedisGuard guard, GuardState state) {
		await("Redis is not " + state, () -> guard.getState() == state);
	}

	static void await(String otherwise, BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException(otherwise);
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

}
