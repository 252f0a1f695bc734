/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeHistoryTests {

	@Test
	void theLastChangesAreKeptOldestFirst() {
		ChangeHistory history = new ChangeHistory();
		assertThat(history.all()).isEmpty();
		for (int i = 0; i < 3 * ChangeHistory.MAX; i++) {
			history.stateChanged(new GuardStateChange(GuardState.AVAILABLE, GuardState.UNAVAILABLE, Instant.EPOCH,
					Duration.ZERO, null, i, 0));
		}
		assertThat(history.all()).hasSize(ChangeHistory.MAX);
		assertThat(history.all().get(0).attempt()).isEqualTo(2 * ChangeHistory.MAX);
		assertThat(history.all().get(ChangeHistory.MAX - 1).attempt()).isEqualTo(3 * ChangeHistory.MAX - 1);
	}

}
