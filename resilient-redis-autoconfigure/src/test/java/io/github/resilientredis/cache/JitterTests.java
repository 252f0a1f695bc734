/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Jitter}.
 */
class JitterTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void livesAreShortenedByNoMoreThanTheShare() {
		assertThat(new Jitter(0.2, () -> 0).shorten(MINUTE)).isEqualTo(MINUTE);
		assertThat(new Jitter(0.2, () -> 0.5).shorten(MINUTE)).isEqualTo(Duration.ofSeconds(54));
		assertThat(new Jitter(0.2, () -> 0.999_999).shorten(MINUTE)).isBetween(Duration.ofSeconds(48),
				Duration.ofMillis(48_001));
		assertThat(new Jitter(0.2, () -> 0.5).shorten(1_000L)).isEqualTo(900);
	}

	@Test
	void livesDiffer() {
		Jitter jitter = new Jitter(0.5);
		assertThat(java.util.stream.Stream.generate(() -> jitter.shorten(MINUTE)).limit(1000).distinct().count())
			.isGreaterThan(100);
	}

	@Test
	void noLifeIsShortenedToNothing() {
		assertThat(new Jitter(0.999, () -> 0.999).shorten(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
	}

	@Test
	void withoutAShareNothingChanges() {
		assertThat(new Jitter(0).shorten(Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
		assertThat(new Jitter(0).shorten(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
	}

}
