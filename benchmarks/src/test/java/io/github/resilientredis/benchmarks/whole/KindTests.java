/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KindTests {

	@Test
	void sharesAddUpToAllOfAHundred() {
		assertThat(IntStream.range(0, 100).mapToObj(Kind::of).filter(Kind.CACHED_READ::equals)).hasSize(49);
		assertThat(IntStream.range(0, 100).mapToObj(Kind::of).distinct()).containsExactly(Kind.values());
		assertThatIllegalArgumentException().isThrownBy(() -> Kind.of(100));
	}

	@Test
	void shopsTakeTurnsInTheOppositeOrderEachRound() {
		assertThat(Flavour.order(0)).containsExactly(Flavour.PLAIN, Flavour.STARTER);
		assertThat(Flavour.order(1)).containsExactly(Flavour.STARTER, Flavour.PLAIN);
	}

}
