/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArrivalsTests {

	private static final long START = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1);

	private final Arrivals arrivals = new Arrivals(START, 300);

	@Test
	void callsAreDueAtEqualDistancesWithoutAnErrorThatAddsUp() {
		assertThat(this.arrivals.due(0)).isEqualTo(START);
		assertThat(this.arrivals.due(1)).isEqualTo(START + 3_333_333);
		assertThat(this.arrivals.due(300 * 600)).isEqualTo(START + TimeUnit.MINUTES.toNanos(10));
	}

	@Test
	void callBelongsToTheSecondInWhichItIsDue() {
		assertThat(this.arrivals.second(this.arrivals.due(299))).isZero();
		assertThat(this.arrivals.second(this.arrivals.due(300))).isEqualTo(1);
		assertThat(this.arrivals.second(this.arrivals.begin(7) - 1)).isEqualTo(6);
		assertThat(this.arrivals.second(START - 1)).isEqualTo(-1);
	}

	@Test
	void rateOfNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals(START, 0)).withMessageContaining("0");
	}

}
