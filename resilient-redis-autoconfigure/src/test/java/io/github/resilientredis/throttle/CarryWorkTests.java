/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CarryWorkTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	private static final FlushMark MARK = new FlushMark("mark".getBytes(StandardCharsets.UTF_8),
			"1".getBytes(StandardCharsets.UTF_8), 1000);

	private final LimitShape shape = new LimitShape(
			ThrottleLimit.of("login", ThrottleRate.of(10, Duration.ofHours(1))));

	@Test
	void whatWasGivenOutIsTakenFromWhatIsThere() {
		BucketEntry entry = new BucketEntry(left(6));
		assertThat(carry(givenOut(8, 2), false, 0).apply(entry, NOW)).isZero();
		assertThat(left(entry)).isEqualTo(4);
	}

	@Test
	void whatRedisWasChargedAlreadyIsNotChargedAgain() {
		BucketEntry entry = new BucketEntry(left(6));
		assertThat(carry(givenOut(8, 2), false, 1).apply(entry, NOW)).isEqualTo(1);
		assertThat(left(entry)).isEqualTo(5);
		BucketEntry other = new BucketEntry(left(6));
		carry(givenOut(8, 2), false, 3).apply(other, NOW);
		assertThat(other.isStateModified()).isFalse();
	}

	@Test
	void nobodyOwesMoreThanABucketHolds() {
		BucketEntry entry = new BucketEntry(left(-7));
		carry(givenOut(10, 10), false, 0).apply(entry, NOW);
		assertThat(left(entry)).isEqualTo(-10);
	}

	@Test
	void whoOwesMoreAlreadyIsLeftAlone() {
		BucketEntry entry = new BucketEntry(left(-12));
		carry(givenOut(10, 3), false, 0).apply(entry, NOW);
		assertThat(left(entry)).isEqualTo(-12);
	}

	@Test
	void whenNothingWasGivenOutThenNothingIsChanged() {
		BucketEntry entry = new BucketEntry(left(6));
		carry(givenOut(3, 0), false, 0).apply(entry, NOW);
		assertThat(entry.isStateModified()).isFalse();
	}

	@Test
	void whenTheKeyIsGoneAndNothingWasLostThenItWasRemovedAndIsFull() {
		BucketEntry entry = new BucketEntry(null);
		carry(givenOut(3, 2), false, 0).apply(entry, NOW);
		assertThat(left(entry)).isEqualTo(8);
	}

	@Test
	void whenDataWereLostThenNoMoreIsLeftThanThisNodeKnows() {
		BucketEntry gone = new BucketEntry(null);
		carry(givenOut(3, 2), true, 0).apply(gone, NOW);
		assertThat(left(gone)).isEqualTo(1);
		BucketEntry older = new BucketEntry(left(9));
		carry(givenOut(3, 2), true, 0).apply(older, NOW);
		assertThat(left(older)).isEqualTo(1);
		BucketEntry lower = new BucketEntry(left(2));
		carry(givenOut(3, 2), true, 0).apply(lower, NOW);
		assertThat(left(lower)).isZero();
	}

	@Test
	void whenDataWereLostThenAUsedUpKeyIsPutBackThoughNothingWasGivenOut() {
		BucketEntry gone = new BucketEntry(null);
		CarryWork carry = carry(givenOut(0, 0), false, 0).afterLoss();
		carry.apply(gone, NOW);
		assertThat(left(gone)).isZero();
		assertThat(carry.mark()).isSameAs(MARK);
	}

	@Test
	void onlyWhenDataWereLostDoesItHaveToLookAtWhatIsThereNow() {
		assertThat(carry(givenOut(3, 0), true, 0).needsNewest()).isTrue();
		assertThat(carry(givenOut(3, 0), false, 0).needsNewest()).isFalse();
	}

	@Test
	void whatWasRefilledMeanwhileIsLeft() {
		BucketEntry entry = new BucketEntry(left(0));
		LocalShare local = givenOut(5, 2);
		carry(local, false, 0).apply(entry, NOW + Duration.ofMinutes(18).toNanos());
		assertThat(left(entry)).isEqualTo(1);
	}

	private CarryWork carry(LocalShare local, boolean lost, long credit) {
		return new CarryWork(this.shape, local, lost, () -> credit, MARK);
	}

	private LocalShare givenOut(long known, int taken) {
		LocalShare local = new LocalShare(this.shape, left(known), 1, NOW);
		for (int i = 0; i < taken; i++) {
			assertThat(local.tryAcquire(1, NOW).admitted()).isTrue();
		}
		return local;
	}

	private RemoteBucketState left(long tokens) {
		return BucketStates.with(this.shape.full(NOW), (rate) -> tokens);
	}

	private static long left(BucketEntry entry) {
		return entry.get().getState().getCurrentSize(0);
	}

}
