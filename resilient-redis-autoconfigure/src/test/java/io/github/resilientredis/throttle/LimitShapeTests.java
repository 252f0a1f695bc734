/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitShapeTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	/**
	 * In milliseconds, a hundred years and a second: nanoseconds can tell when that is.
	 */
	private static final long LONGEST_TIME_TO_LIVE = Duration.ofDays(36_500).toMillis() + 1000;

	private static final Duration HOUR = Duration.ofHours(1);

	private final Random random = new Random(7);

	@Test
	void whenALimitIsChangedThenWhatIsLeftIsKeptAsFarAsItFits() {
		assertThat(changed(10, 4, ThrottleRate.of(20, HOUR))).isEqualTo(4);
		assertThat(changed(10, 10, ThrottleRate.of(20, HOUR))).isEqualTo(10);
		assertThat(changed(10, 8, ThrottleRate.of(5, HOUR))).isEqualTo(5);
		assertThat(changed(10, 0, ThrottleRate.of(5, HOUR))).isZero();
		assertThat(changed(10, -3, ThrottleRate.of(20, HOUR))).isEqualTo(-3);
		assertThat(changed(10, 0, ThrottleRate.of(10, Duration.ofSeconds(1)))).isZero();
	}

	@Test
	void whenALimitIsChangedThenOnlyLaterTimeFillsItAtTheNewRate() {
		LimitShape old = shape(ThrottleRate.of(10, HOUR));
		LimitShape next = shape(ThrottleRate.of(100, HOUR));
		RemoteBucketState state = left(old, 0);
		next.refilled(state, NOW + Duration.ofMinutes(12).toNanos());
		assertThat(state.getAvailableTokens()).isEqualTo(2);
		next.refilled(state, NOW + Duration.ofMinutes(18).toNanos());
		assertThat(state.getAvailableTokens()).isEqualTo(12);
	}

	@Test
	void whenARateIsAddedThenItIsFullAndTheOthersAreAsTheyWere() {
		RemoteBucketState state = left(shape(ThrottleRate.of(10, HOUR)), 3);
		LimitShape next = shape(ThrottleRate.of(10, HOUR), ThrottleRate.of(50, Duration.ofDays(1)));
		next.refilled(state, NOW);
		assertThat(state.getState().getCurrentSize(0)).isEqualTo(3);
		assertThat(state.getState().getCurrentSize(1)).isEqualTo(50);
		shape(ThrottleRate.of(10, HOUR)).refilled(state, NOW);
		assertThat(state.getAvailableTokens()).isEqualTo(3);
	}

	@Test
	void nobodyGainsByAnyChange() {
		for (int i = 0; i < 10_000; i++) {
			ThrottleRate[] rates = rates();
			LimitShape old = shape(rates);
			LimitShape next = shape(rates());
			RemoteBucketState state = BucketStates.with(old.full(NOW),
					(rate) -> this.random.nextLong(rates[rate].burst() + 1));
			RemoteBucketState changed = next.refilled(state.copy(), NOW);
			int common = Math.min(old.limit().rates().size(), next.limit().rates().size());
			for (int rate = 0; rate < common; rate++) {
				assertThat(changed.getState().getCurrentSize(rate)).as(old.limit() + " became " + next.limit())
					.isEqualTo(Math.min(state.getState().getCurrentSize(rate), next.limit().rates().get(rate).burst()));
			}
		}
	}

	@Test
	void allSharesTogetherAreNotMoreThanTheWhole() {
		for (int i = 0; i < 10_000; i++) {
			LimitShape shape = shape(rates());
			int nodes = 1 + this.random.nextInt(20);
			long whole = this.random.nextLong(3000) - 500;
			RemoteBucketState state = BucketStates.with(shape.full(NOW),
					(rate) -> Math.min(whole, shape.limit().rates().get(rate).burst()));
			long share = shape.share(state, nodes, NOW).getAvailableTokens();
			long left = state.getAvailableTokens();
			assertThat(share).isEqualTo((left <= 0) ? 0 : Math.max(1, left / nodes));
		}
	}

	@Test
	void allLeasesTogetherAreATenthOfTheBurst() {
		ThrottleLimit limit = new ThrottleLimit("leased", shape(ThrottleRate.of(300, HOUR)).limit().rates(), 1,
				ThrottleFallback.LOCAL, ThrottlePrecision.LEASED, false);
		LimitShape leased = new LimitShape(limit);
		assertThat(leased.lease(1)).isEqualTo(30);
		assertThat(leased.lease(3)).isEqualTo(10);
		assertThat(leased.lease(31)).isZero();
		assertThat(leased.lease(0)).isZero();
		assertThat(shape(ThrottleRate.of(300, HOUR)).lease(3)).isZero();
	}

	@Test
	void whatIsKeptInRedisExpiresHoweverLongItTakesToFill() {
		long most = 1_000_000_000;
		for (ThrottleRate rate : List.of(new ThrottleRate(1, Duration.ofDays(366), most),
				new ThrottleRate(1, Duration.ofDays(366), 1), new ThrottleRate(most, Duration.ofDays(366), most),
				new ThrottleRate(1000, Duration.ofMillis(1), 1), new ThrottleRate(1, Duration.ofMillis(1), most))) {
			LimitShape shape = shape(rate);
			assertThat(shape.longestTimeToLive()).as(rate.toString()).isBetween(1000L, LONGEST_TIME_TO_LIVE);
			for (long left : new long[] { -rate.burst(), 0, rate.burst() }) {
				assertThat(LimitShape.timeToLive(left(shape, left), NOW)).as(rate.toString())
					.isBetween(1000L, LONGEST_TIME_TO_LIVE);
			}
		}
	}

	private long changed(long permits, long left, ThrottleRate next) {
		RemoteBucketState state = left(shape(ThrottleRate.of(permits, HOUR)), left);
		return shape(next).refilled(state, NOW).getState().getCurrentSize(0);
	}

	private static RemoteBucketState left(LimitShape shape, long tokens) {
		return BucketStates.with(shape.full(NOW), (rate) -> tokens);
	}

	private ThrottleRate[] rates() {
		return IntStream.range(0, 1 + this.random.nextInt(3))
			.mapToObj((i) -> new ThrottleRate(1 + this.random.nextInt(1000),
					Duration.ofMillis(1 + this.random.nextInt(1_000_000)), 1 + this.random.nextInt(2000)))
			.toArray(ThrottleRate[]::new);
	}

	private static LimitShape shape(ThrottleRate... rates) {
		return new LimitShape(ThrottleLimit.of("any", rates));
	}

}
