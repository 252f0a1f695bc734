/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BeatGapsTests {

	private final BeatGaps gaps = new BeatGaps(10);

	@Test
	void whenEveryBeatIsHeardThenNothingIsLost() {
		for (long beat = 11; beat < 20; beat++) {
			assertThat(this.gaps.acknowledged(beat)).isFalse();
			assertThat(this.gaps.heard(beat)).isFalse();
		}
	}

	@Test
	void whenABeatIsHeardBeforeItIsAcknowledgedThenNothingIsLost() {
		assertThat(this.gaps.heard(11)).isFalse();
		assertThat(this.gaps.acknowledged(11)).isFalse();
	}

	@Test
	void whenAnAcknowledgedBeatWasSkippedThenItIsLostOnce() {
		assertThat(this.gaps.acknowledged(11)).isFalse();
		assertThat(this.gaps.heard(12)).isTrue();
		assertThat(this.gaps.heard(13)).isFalse();
	}

	@Test
	void whenASkippedBeatIsAcknowledgedLaterThenItIsLost() {
		assertThat(this.gaps.heard(12)).isFalse();
		assertThat(this.gaps.acknowledged(11)).isTrue();
	}

	@Test
	void whenASkippedBeatWasNeverAcknowledgedThenNothingIsLost() {
		assertThat(this.gaps.heard(14)).isFalse();
		assertThat(this.gaps.acknowledged(14)).isFalse();
		assertThat(this.gaps.heard(15)).isFalse();
	}

	@Test
	void whenBeatsAreFromBeforeTheSubscriptionThenTheyAreNotExpected() {
		assertThat(this.gaps.acknowledged(10)).isFalse();
		assertThat(this.gaps.heard(11)).isFalse();
		assertThat(this.gaps.acknowledged(9)).isFalse();
	}

	@Test
	void whenASkippedBeatArrivesLateThenItIsNotLost() {
		assertThat(this.gaps.heard(12)).isFalse();
		assertThat(this.gaps.heard(11)).isFalse();
		assertThat(this.gaps.acknowledged(11)).isFalse();
	}

	@Test
	void whenManyAreSkippedThenTheLatestAreRemembered() {
		assertThat(this.gaps.heard(1_000_000)).isFalse();
		assertThat(LongStream.range(900_000, 1_000_000).filter(this.gaps::acknowledged)).hasSize(64);
	}

}
