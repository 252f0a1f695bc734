/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	/** Longer is not told. */
	private static final long LONGEST = Duration.ofDays(366).toNanos();

	/** The clock has no finer steps. */
	private static final long STEP = 1_000_000;

	private final Random random = new Random(5);

	@Test
	void whoWaitsAsLongAsToldIsAdmittedAndWhoWaitsLessIsNot() {
		int refusals = 0;
		for (int i = 0; i < 20_000; i++) {
			LimitShape shape = shape();
			RemoteBucketState state = used(shape);
			long cost = 1 + this.random.nextLong(least(shape));
			if (state.getAvailableTokens() >= cost) {
				continue;
			}
			Verdict verdict = Verdict.rejected(state.getState(), NOW, cost);
			if (verdict.waitNanos() == LONGEST) {
				continue;
			}
			refusals++;
			assertThat(verdict.waitNanos()).isPositive();
			assertThat(after(shape, state, verdict.waitNanos())).as("after the wait, " + shape.limit())
				.isGreaterThanOrEqualTo(cost);
			if (verdict.waitNanos() > 2 * STEP) {
				assertThat(after(shape, state, verdict.waitNanos() - 2 * STEP)).as("before, " + shape.limit())
					.isLessThan(cost);
			}
			assertThat(verdict.moreNanos()).isBetween(0L, verdict.waitNanos());
		}
		assertThat(refusals).isGreaterThan(5_000);
	}

	@Test
	void afterTheTimeToldMoreIsLeft() {
		for (int i = 0; i < 20_000; i++) {
			LimitShape shape = shape();
			RemoteBucketState state = used(shape);
			Verdict verdict = Verdict.admitted(state.getState(), NOW, 0);
			assertThat(verdict.remaining()).isEqualTo(Math.max(0, state.getAvailableTokens()));
			if (verdict.moreNanos() > 0) {
				assertThat(after(shape, state, verdict.moreNanos())).as(() -> shape.limit().toString())
					.isGreaterThan(verdict.remaining());
			}
		}
	}

	@Test
	void whatCostsMoreThanTheBurstWaitsForAYear() {
		LimitShape shape = new LimitShape(ThrottleLimit.of("login", ThrottleRate.of(5, Duration.ofMinutes(1))));
		Verdict verdict = Verdict.rejected(shape.full(NOW).getState(), NOW, 6);
		assertThat(Duration.ofNanos(verdict.waitNanos())).isEqualTo(Duration.ofNanos(LONGEST));
		assertThat(verdict.moreNanos()).isZero();
	}

	private long after(LimitShape shape, RemoteBucketState state, long nanos) {
		return shape.refilled(state.copy(), NOW + nanos).getAvailableTokens();
	}

	private LimitShape shape() {
		ThrottleRate[] rates = IntStream.range(0, 1 + this.random.nextInt(3))
			.mapToObj((i) -> new ThrottleRate(1 + this.random.nextInt(1000),
					Duration.ofMillis(1 + this.random.nextLong(1L << this.random.nextInt(34))),
					1 + this.random.nextInt(2000)))
			.toArray(ThrottleRate[]::new);
		return new LimitShape(ThrottleLimit.of("any", rates));
	}

	private RemoteBucketState used(LimitShape shape) {
		long most = least(shape);
		return BucketStates.with(shape.full(NOW), (rate) -> this.random.nextLong(2 * most) - most);
	}

	private static long least(LimitShape shape) {
		return shape.limit().rates().stream().mapToLong(ThrottleRate::burst).min().orElseThrow();
	}

}
