/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MediansTests {

	@Test
	void medianIsTheMiddleOrBetweenTheTwoInIt() {
		assertThat(Medians.of(List.of(9.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(2);
		assertThat(Medians.of(List.of(9.0, 1.0, 2.0, 4.0), Double::doubleValue)).isEqualTo(3);
	}

	@Test
	void ratiosAreThoseOfEachRound() {
		assertThat(Medians.ofRatios(List.of(2.0, 30.0, 4.0), List.of(1.0, 10.0, 4.0), Double::doubleValue))
			.isEqualTo(2);
	}

	@Test
	void nothingHasNoMiddle() {
		assertThatIllegalArgumentException().isThrownBy(() -> Medians.of(List.<Double>of(), Double::doubleValue));
	}

}
