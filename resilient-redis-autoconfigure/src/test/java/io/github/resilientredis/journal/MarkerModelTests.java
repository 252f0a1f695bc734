/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class MarkerModelTests {

	private static final int SEEDS = 400;

	private static final int STEPS = 400;

	@Test
	void whateverIsLostIsToldAndNothingElseIs() {
		Map<DataState, Integer> all = run(Marker.MAX_ANCESTORS, true, true);
		assertThat(all.keySet()).containsExactlyInAnyOrder(DataState.values());
		assertThat(all.values()).allMatch((times) -> times > SEEDS);
	}

	@Test
	void whenServersDoNotTellTheirRunThenWhateverIsLostIsTold() {
		assertThat(run(Marker.MAX_ANCESTORS, false, false)).containsKey(DataState.KEPT);
	}

	@Test
	void whenFewAncestorsAreRememberedThenWhateverIsLostIsTold() {
		assertThat(run(1, true, false)).containsKey(DataState.KEPT);
	}

	private static Map<DataState, Integer> run(int ancestors, boolean tellsRuns, boolean remembersAll) {
		Map<DataState, Integer> all = new EnumMap<>(DataState.class);
		for (long seed = 1; seed <= SEEDS; seed++) {
			try {
				SimulatedServer server = new SimulatedServer(new AtomicLong(), ancestors);
				new MarkerWorld(seed, server, tellsRuns, remembersAll).run(STEPS)
					.forEach((state, times) -> all.merge(state, times, Integer::sum));
			}
			catch (AssertionError ex) {
				fail("Seed " + seed + ": " + ex.getMessage(), ex);
			}
		}
		return all;
	}

}
