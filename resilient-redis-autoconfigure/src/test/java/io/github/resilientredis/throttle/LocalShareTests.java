/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalShareTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	private final LimitShape shape = new LimitShape(
			ThrottleLimit.of("login", ThrottleRate.of(30, Duration.ofHours(1))));

	@Test
	void aNodeGivesOutItsPartOfWhatWasLeft() {
		LocalShare local = share(15, 3);
		assertThat(admitted(local, 10, NOW)).isEqualTo(5);
		assertThat(local.spent(NOW)).isEqualTo(5);
		assertThat(local.untouched(NOW).getAvailableTokens()).isEqualTo(15);
		assertThat(local.used(NOW).getAvailableTokens()).isEqualTo(10);
		assertThat(local.isUsedUp(NOW)).isTrue();
	}

	@Test
	void itGetsItsPartOfTheRate() {
		LocalShare local = share(0, 3);
		assertThat(admitted(local, 10, NOW)).isZero();
		assertThat(admitted(local, 10, NOW + Duration.ofMinutes(18).toNanos())).isEqualTo(3);
	}

	@Test
	void afterALongTimeItHoldsItsPartOfTheBurstAndNoMore() {
		LocalShare local = share(0, 3);
		assertThat(admitted(local, 40, NOW + Duration.ofDays(9).toNanos())).isEqualTo(10);
	}

	@Test
	void ofLittleEachNodeGivesOutOneAndOfNothingNone() {
		assertThat(admitted(share(2, 3), 10, NOW)).isEqualTo(1);
		assertThat(admitted(share(0, 3), 10, NOW)).isZero();
		assertThat(admitted(share(-5, 3), 10, NOW)).isZero();
	}

	@Test
	void whatIsMoreThanAShareIsRefusedAndTakesNothing() {
		LocalShare local = share(30, 3);
		assertThat(local.tryAcquire(11, NOW).admitted()).isFalse();
		assertThat(local.spent(NOW)).isZero();
		assertThat(local.tryAcquire(10, NOW).admitted()).isTrue();
	}

	@Test
	void theRestOfAShareIsNotANewOne() {
		LocalShare local = share(30, 3);
		assertThat(admitted(local, 7, NOW)).isEqualTo(7);
		LocalShare rest = local.rest(NOW);
		assertThat(admitted(rest, 10, NOW)).isEqualTo(3);
		assertThat(rest.spent(NOW)).isEqualTo(3);
		assertThat(local.spent(NOW)).isEqualTo(7);
		assertThat(rest.used(NOW).getAvailableTokens()).isEqualTo(20);
	}

	private LocalShare share(long left, int nodes) {
		RemoteBucketState known = BucketStates.with(this.shape.full(NOW), (rate) -> left);
		return new LocalShare(this.shape, known, nodes, NOW);
	}

	private static int admitted(LocalShare local, int calls, long now) {
		int admitted = 0;
		for (int i = 0; i < calls; i++) {
			admitted += local.tryAcquire(1, now).admitted() ? 1 : 0;
		}
		return admitted;
	}

}
