/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RecordingTests {

	private static final int RATE = 4;

	private static final long MILLI = 1_000_000;

	private final Arrivals arrivals = new Arrivals(0, RATE);

	private final Recording recording = new Recording(this.arrivals, 3);

	@Test
	@Timeout(10)
	void latencyCountsFromWhenTheCallWasIntendedAndInThatSecond() throws InterruptedException {
		for (int i = 0; i < 3 * RATE; i++) {
			// The shop answers nobody before 2.5 s.
			end(i, Math.max(this.arrivals.due(i) + MILLI, 2500 * MILLI), i != 5);
		}
		this.recording.await();
		assertThat(this.recording.second(0).percentile(100)).isCloseTo(2500, within(2.5));
		assertThat(this.recording.second(1).percentile(100)).isCloseTo(1500, within(1.5));
		assertThat(this.recording.second(2).percentile(50)).isCloseTo(1, within(0.01));
		assertThat(this.recording.second(1).errors()).isOne();
		assertThat(this.recording.between(0, 2).calls()).isEqualTo(2 * RATE);
		assertThat(this.recording.between(0, 2).errors()).isOne();
		assertThat(this.recording.of(Kind.LIMITED).calls()).isEqualTo(3 * RATE);
		assertThat(this.recording.of(Kind.EVICTION).calls()).isZero();
	}

	@Test
	void generatorThatIsLateIsSeenApartFromTheAnswers() {
		this.recording.begun(call(0), 3 * MILLI);
		assertThat(this.recording.lag().percentile(100)).isCloseTo(3, within(0.01));
		assertThat(this.recording.all().calls()).isZero();
	}

	private void end(int index, long at, boolean good) {
		this.recording.ended(call(index), good, at);
	}

	private Call call(int index) {
		return new Call(new Request(Kind.LIMITED, HttpMethod.GET, "/", "", "", ""), this.arrivals.due(index),
				this.recording);
	}

}
