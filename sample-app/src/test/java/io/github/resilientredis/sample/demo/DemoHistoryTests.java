/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page is told of the past.
 */
class DemoHistoryTests {

	private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

	private final DemoHistory history = new DemoHistory(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void whenAskedAgainThenOnlyWhatIsNewIsTold() {
		this.history.performed("kill", NOW);
		assertThat(this.history.after(0)).extracting(DemoEvent::action).containsExactly("kill");
		this.history.changed(new GuardStateChange(GuardState.AVAILABLE, GuardState.UNAVAILABLE, NOW,
				Duration.ofSeconds(3), "connection lost", 0, 0));
		assertThat(this.history.after(1)).singleElement()
			.isEqualTo(new DemoEvent(2, NOW, null,
					new DemoEvent.Change(GuardState.AVAILABLE, GuardState.UNAVAILABLE, "connection lost", 3000, 0)));
		assertThat(this.history.after(2)).isEmpty();
	}

	@Test
	void whenThePageIsOlderThanThisApplicationThenItIsToldEverything() {
		this.history.performed("kill", NOW);
		assertThat(this.history.after(57)).hasSize(1);
		assertThat(this.history.after(-1)).hasSize(1);
	}

	@Test
	void whenMuchHappensThenOnlyTheLatestIsKept() {
		for (int i = 0; i < DemoHistory.MOST + 5; i++) {
			this.history.performed("kill", NOW);
		}
		assertThat(this.history.after(0)).hasSize(DemoHistory.MOST).first().extracting(DemoEvent::id).isEqualTo(6L);
	}

}
