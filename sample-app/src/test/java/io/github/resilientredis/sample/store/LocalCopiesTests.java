/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LocalCopies} and {@link Stamps}.
 */
class LocalCopiesTests {

	@Test
	void nothingThatThreadsLearnAtTheSameTimeIsLost() {
		LocalCopies<Integer> copies = new LocalCopies<>(100, (bits) -> 1, (one, other) -> one | other);
		CompletableFuture
			.allOf(IntStream.range(0, 30)
				.mapToObj((bit) -> CompletableFuture.runAsync(() -> copies.add("ada", 1 << bit)))
				.toArray(CompletableFuture[]::new))
			.join();
		assertThat(copies.find("ada")).contains((1 << 30) - 1);
		assertThat(copies.find("bob")).isEmpty();
	}

	@Test
	void onlySoMuchIsKept() {
		LocalCopies<String> copies = new LocalCopies<>(1000, String::length, String::concat);
		for (int i = 0; i < 1000; i++) {
			copies.add("user-" + i, "0123456789");
		}
		await()
			.until(() -> IntStream.range(0, 1000).filter((i) -> copies.find("user-" + i).isPresent()).count() <= 100);
	}

	@Test
	void noTwoChangesHaveTheSameStampAlsoWhenTheClockStandsStill() {
		Stamps stamps = new Stamps(Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC));
		assertThat(stamps.next()).isEqualTo(5);
		assertThat(stamps.next()).isEqualTo(6);
	}

}
