/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class CallWatchTests {

	private static final RedisOperation GET = RedisOperation.once("cache.get");

	private static final int CALLS = 20_000;

	private static final int ROUNDS = 10;

	private final List<String> heard = new ArrayList<>();

	@Test
	void tracesOfSeveralObserversEndInReverse() {
		CallWatch watch = new CallWatch();
		assertThat(watch.isOn()).isFalse();
		for (String name : List.of("one", "two", "three")) {
			watch.add(new CallObserver() {
				@Override
				public CallTrace begun(RedisOperation operation, boolean blocking) {
					return (outcome) -> CallWatchTests.this.heard.add(name + " " + outcome);
				}
			});
		}
		assertThat(watch.isOn()).isTrue();
		watch.ended(GET, CallOutcome.ANSWERED, watch.begun(GET, true));
		assertThat(this.heard).containsExactly("three ANSWERED", "two ANSWERED", "one ANSWERED");
	}

	@Test
	void whatAnObserverThrowsReachesNobodyAndIsLoggedOnce(CapturedOutput output) {
		LettuceRedisGuard guard = guard();
		CallCounters counters = new CallCounters();
		guard.addObserver(new Failing());
		guard.addObserver(counters);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> call(guard))
				.withMessage("cache.get: Redis is FORCED_OPEN");
		}
		assertThat(guard.submit(GET, (redis) -> redis.get(new byte[1]))).isCompletedExceptionally();
		assertThat(counters.count(CallFeature.CACHE, CallOutcome.NOT_ASKED)).isEqualTo(4);
		assertThat(output.getAll().split("An observer of calls failed", -1)).hasSize(2);
	}

	@Test
	void countingAllocatesNothing() {
		LettuceRedisGuard plain = guard();
		LettuceRedisGuard counted = guard();
		counted.addObserver(new CallCounters());
		// The compiler is to see both, as what it inlines depends on whom it has seen.
		for (int round = 0; round < ROUNDS; round++) {
			calls(counted);
			calls(plain);
		}
		assertThat(allocated(counted) - allocated(plain)).as("bytes for each counted call").isLessThan(1);
	}

	/** The least of some rounds: the compiler may be late. */
	private double allocated(LettuceRedisGuard guard) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS; round++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			calls(guard);
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
		}
		return (double) least / CALLS;
	}

	private static void calls(LettuceRedisGuard guard) {
		for (int i = 0; i < CALLS; i++) {
			try {
				call(guard);
			}
			catch (RedisUnavailableException ex) {
				// As it has to be.
			}
		}
	}

	private static byte @Nullable [] call(LettuceRedisGuard guard) {
		return guard.await(GET, (redis) -> redis.get(new byte[1]));
	}

	/** It never connects. */
	private static LettuceRedisGuard guard() {
		LettuceRedisGuard guard = new LettuceRedisGuard(new LettuceConnectionFactory(), GuardSettings.defaults(),
				new RequestBudgets(Duration.ofSeconds(1)), Clock.systemUTC());
		guard.forceOpen();
		return guard;
	}

	/** Fails wherever it can. */
	private static final class Failing implements CallObserver {

		@Override
		public CallTrace begun(RedisOperation operation, boolean blocking) {
			return (outcome) -> {
				throw new IllegalStateException("trace");
			};
		}

		@Override
		public void asked(RedisOperation operation, long nanos) {
			throw new IllegalStateException("asked");
		}

		@Override
		public void ended(RedisOperation operation, CallOutcome outcome) {
			throw new NoClassDefFoundError("ended");
		}

	}

}
