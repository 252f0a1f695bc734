/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.testkit.JumpingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PatientClockTests {

	private final JumpingClock wall = new JumpingClock();

	private final AtomicLong nanos = new AtomicLong();

	private final PatientClock clock = new PatientClock(this.wall, this.nanos::get);

	@Test
	void aWallClockThatIsPutForwardIsNotFollowed() {
		long start = this.clock.millis();
		this.wall.jump(Duration.ofHours(3));
		assertThat(this.clock.millis()).isEqualTo(start);
		this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.clock.millis()).isEqualTo(start + 2000);
		assertThat(this.clock.instant()).isEqualTo(Instant.ofEpochMilli(start + 2000));
	}

	@Test
	void aWallClockThatIsPutBackIsFollowed() {
		this.nanos.addAndGet(Duration.ofHours(1).toNanos());
		this.wall.jump(Duration.ofHours(-3));
		assertThat(this.clock.millis()).isCloseTo(this.wall.millis(), within(5000L));
	}

	@Test
	void theZoneIsTheWallClocks() {
		assertThat(this.clock.getZone()).isEqualTo(ZoneOffset.UTC);
		PatientClock system = new PatientClock(Clock.systemUTC());
		assertThat(system.withZone(ZoneId.of("Asia/Tokyo")).getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
	}

}
