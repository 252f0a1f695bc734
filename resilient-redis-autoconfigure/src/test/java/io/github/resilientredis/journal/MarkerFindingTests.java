/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkerFindingTests {

	private static final MarkerPosition OLD_5 = new MarkerPosition("aaaaaaaaaaaaaaaa", 5);

	private static final MarkerPosition OLD_9 = new MarkerPosition("aaaaaaaaaaaaaaaa", 9);

	private static final MarkerPosition NEW = new MarkerPosition("bbbbbbbbbbbbbbbb", 0);

	private static final MarkerPosition OTHER = new MarkerPosition("cccccccccccccccc", 2);

	@Test
	void whenNothingWasSeenThenItIsTheFirst() {
		assertFinding(null, value(OLD_5), DataState.FIRST, null);
		assertFinding(null, null, DataState.FIRST, null);
	}

	@Test
	void whenTheBeatIsThereThenKept() {
		assertFinding(value(OLD_5), value(OLD_5), DataState.KEPT, null);
		assertFinding(value(OLD_5), value(OLD_9), DataState.KEPT, null);
		assertFinding(value(OLD_5), value(NEW, OLD_5), DataState.KEPT, null);
	}

	@Test
	void whenTheBeatIsNotThereThenRolledBackToWhatIsShared() {
		assertFinding(value(OLD_9), value(OLD_5), DataState.ROLLED_BACK, OLD_5);
		assertFinding(value(OLD_9), value(NEW, OLD_5), DataState.ROLLED_BACK, OLD_5);
		assertFinding(value(OTHER, OLD_9), value(NEW, OLD_5), DataState.ROLLED_BACK, OLD_5);
		assertFinding(value(OTHER, OLD_5), value(NEW, OLD_9), DataState.ROLLED_BACK, OLD_5);
	}

	@Test
	void whenNothingIsSharedThenEmptied() {
		assertFinding(value(OLD_9), value(NEW), DataState.EMPTIED, null);
		assertFinding(value(OLD_9), value(NEW, OTHER), DataState.EMPTIED, null);
		assertFinding(value(OLD_9), null, DataState.EMPTIED, null);
	}

	@Test
	void onlyTheSameRunAndEpochProveWhatFollowedTheLastBeat() {
		assertThat(MarkerFinding.of(value(OLD_5), value(OLD_5), true).serverRestarted()).isFalse();
		assertThat(MarkerFinding.of(value(OLD_5), value(OLD_5), false).serverRestarted()).isTrue();
		assertThat(MarkerFinding.of(value(OLD_5), value(NEW, OLD_5), true).serverRestarted()).isTrue();
		assertThat(MarkerFinding.of(value(OLD_9), value(OLD_5), true).serverRestarted()).isTrue();
	}

	@Test
	void handlersAreToldThatTheFirstIsKept() {
		assertThat(DataState.FIRST.told()).isEqualTo(RedisData.KEPT);
		assertThat(DataState.KEPT.told()).isEqualTo(RedisData.KEPT);
		assertThat(DataState.EMPTIED.told()).isEqualTo(RedisData.EMPTIED);
		assertThat(DataState.ROLLED_BACK.told()).isEqualTo(RedisData.ROLLED_BACK);
	}

	private static void assertFinding(@Nullable MarkerValue lastSeen, @Nullable MarkerValue now, DataState state,
			@Nullable MarkerPosition since) {
		MarkerFinding finding = MarkerFinding.of(lastSeen, now, true);
		assertThat(finding.state()).isEqualTo(state);
		assertThat(finding.since()).isEqualTo(since);
		assertThat(finding.now()).isEqualTo(now);
	}

	private static MarkerValue value(MarkerPosition position, MarkerPosition... ancestors) {
		return new MarkerValue(position, "run", List.of(ancestors));
	}

}
