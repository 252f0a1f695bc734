/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.resilientredis.journal.StoreContract.QUEUE;
import static io.github.resilientredis.journal.StoreContract.bytes;
import static io.github.resilientredis.journal.StoreContract.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The order of records that are kept again because Redis lost them.
 */
class RepetitionTests {

	private final JournalStore store = JournalStores
		.open(new JournalSettings(null, JournalSettings.MIN_SIZE, ForceMode.NEVER), StoreContract.CLOCK);

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void whatIsRepeatedComesBeforeWhatWaitsOrIsUnderWayForItsKeys() {
		JournalEntry announced = begin("a", "3");
		append("a", "4");
		append("b", "other");
		append("c", "3");
		this.store.repeat(QUEUE, List.of(record("a", "1"), record("c", "1"), record("a", "2"), record("d", "1")));
		assertThat(this.store.status().records()).isEqualTo(9);
		this.store.applied(List.of(announced));
		assertThat(takeAll()).containsExactly("b=other", "a=1", "c=1", "a=2", "d=1", "a=3", "a=4", "c=3");
	}

	@Test
	void whenThereIsNoRoomToRepeatThenNothingHasChanged() {
		append("a", "3");
		assertThatExceptionOfType(JournalFullException.class)
			.isThrownBy(() -> this.store.repeat(QUEUE, List.of(record("a", "1"), record("a", "x".repeat(70_000)))));
		assertThat(takeAll()).containsExactly("a=3");
	}

	@Test
	void whatIsInFlightWhenDataAreLostIsIdleAgainWhateverTheAnswer() {
		JournalEntry before = begin("a", "1");
		JournalEntry refused = begin("b", "2");
		this.store.doubt(true);
		JournalEntry meanwhile = begin("c", "3");
		this.store.doubt(false);
		JournalEntry after = begin("d", "4");
		this.store.applied(List.of(before, meanwhile, after));
		this.store.withdraw(refused);
		List<JournalEntry> again = this.store.take(List.of(QUEUE), 10);
		assertThat(texts(again)).containsExactly("a=1", "c=3");
		this.store.applied(again);
		assertThat(this.store.status().records()).isZero();
	}

	/** Chat messages, say: removing each must not cost a walk through all. */
	@Test
	void manyEntriesOfOneKeyAreTakenInNoTime() {
		try (JournalStore large = JournalStores.open(new JournalSettings(null, 64 << 20, ForceMode.NEVER),
				StoreContract.CLOCK)) {
			for (int i = 0; i < 50_000; i++) {
				large.append(QUEUE, bytes("a"), bytes(String.valueOf(i)));
			}
			long start = System.nanoTime();
			for (int i = 0; i < 50_000; i++) {
				List<JournalEntry> taken = large.take(List.of(QUEUE), 10);
				assertThat(taken).hasSize(1);
				large.applied(taken);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
		}
	}

	private JournalEntry begin(String key, String payload) {
		return Objects.requireNonNull(this.store.begin(QUEUE, bytes(key), bytes(payload)));
	}

	private static JournalRecord record(String key, String payload) {
		return new JournalRecord(QUEUE.name(), bytes(key), bytes(payload));
	}

	private List<String> takeAll() {
		List<String> all = new ArrayList<>();
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 10);
		while (!taken.isEmpty()) {
			all.addAll(texts(taken));
			this.store.applied(taken);
			taken = this.store.take(List.of(QUEUE), 10);
		}
		return all;
	}

	private void append(String key, String payload) {
		this.store.append(QUEUE, bytes(key), bytes(payload));
	}

}
