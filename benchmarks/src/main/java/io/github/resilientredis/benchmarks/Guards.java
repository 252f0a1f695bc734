/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.RedisServer;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Guards as an application would have them.
 */
final class Guards {

	private Guards() {
	}

	static LettuceRedisGuard on(RedisServer server) {
		GuardSettings settings = GuardSettings.defaults();
		LettuceRedisGuard guard = new LettuceRedisGuard(new LettuceConnectionFactory(server.host(), server.port()),
				settings, new RequestBudgets(settings.requestBudget()), Clock.systemUTC());
		guard.start();
		return guard;
	}

	static void await(LettuceRedisGuard guard, GuardState state) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (guard.getState() != state) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("Redis is " + guard.getState() + " instead of " + state);
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

}
