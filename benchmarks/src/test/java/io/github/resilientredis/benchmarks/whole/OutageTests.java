/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.stream.IntStream;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

	private final Phases phases = new Phases(2, 3, 4);

	@Test
	void secondsBelongToTheirPhases() {
		Outage outage = new Outage(this.phases, recording(2, 3, 6), 0.1);
		assertThat(outage.before().calls()).isEqualTo(2);
		assertThat(outage.before().errors()).isZero();
		assertThat(outage.firstSecond().errors()).isOne();
		assertThat(outage.rest().calls()).isEqualTo(2);
		assertThat(outage.rest().errors()).isOne();
		assertThat(outage.away().errors()).isEqualTo(2);
		assertThat(outage.afterwards().calls()).isEqualTo(4);
		assertThat(outage.lastError()).isEqualTo(2);
	}

	@Test
	void noFailureAfterTheReturnIsNoLastFailure() {
		assertThat(new Outage(this.phases, recording(4), 0.1).lastError()).isZero();
	}

	private Recording recording(int... failing) {
		Arrivals arrivals = new Arrivals(0, 1);
		Recording recording = new Recording(arrivals, this.phases.total());
		Request request = new Request(Kind.LIMITED, HttpMethod.GET, "/", "", "", "");
		for (int i = 0; i < this.phases.total(); i++) {
			int second = i;
			boolean good = IntStream.of(failing).noneMatch((one) -> one == second);
			recording.ended(new Call(request, arrivals.due(i), recording), good, arrivals.due(i) + 1);
		}
		return recording;
	}

}
