/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.testkit.JumpingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardClockTests {

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private final JumpingClock wall = new JumpingClock();

	private final AtomicLong nanos = new AtomicLong();

	private final ForwardClock clock = new ForwardClock(this.wall, 50, this.nanos::get);

	@Test
	void theWallClockIsFollowedForward() {
		this.wall.jump(AN_HOUR);
		long wallTime = this.wall.millis();
		assertThat(this.clock.millis()).isBetween(wallTime, wallTime + 5000);
	}

	@Test
	void aWallClockThatIsPutBackLetsTimePassAtHalfItsPace() {
		long before = this.clock.millis();
		this.wall.jump(AN_HOUR.negated());
		assertThat(this.clock.millis()).isEqualTo(before);
		for (int i = 0; i < 10; i++) {
			this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
			this.clock.millis();
		}
		assertThat(this.clock.millis()).isEqualTo(before + 5000);
	}

	@Test
	void whatTheWallClockHasCaughtUpWithIsItsAgain() {
		this.clock.millis();
		this.wall.jump(AN_HOUR.negated());
		this.clock.millis();
		this.wall.jump(AN_HOUR.multipliedBy(2));
		long wallTime = this.wall.millis();
		this.nanos.addAndGet(AN_HOUR.toNanos());
		assertThat(this.clock.millis()).isBetween(wallTime, wallTime + 5000);
	}

	@Test
	void aSmallStepBackHoldsTheTime() {
		long before = this.clock.millis();
		this.wall.jump(Duration.ofMillis(-900));
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(this.clock.millis()).isEqualTo(before);
	}

}
