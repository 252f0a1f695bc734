/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What records cost in memory and time. Figures are printed; bounds are what is promised.
 */
class JournalFiguresTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final JournalFeature CACHE = StoreContract.REPLACING;

	private static final long SIZE = 64L << 20;

	@TempDir
	private Path directory;

	@Test
	void aRecordTakesNoMoreMemoryThanItIsChargedFor() {
		for (int count : new int[] { 100_000, 180_000 }) {
			for (int payload : new int[] { 0, 9, 50 }) {
				measure(count, payload);
			}
		}
	}

	private void measure(int count, int payload) {
		long before = used();
		try (JournalStore store = open(null)) {
			long begun = System.nanoTime();
			for (int i = 0; i < count; i++) {
				store.append(CACHE, key(i), new byte[payload]);
			}
			long nanos = (System.nanoTime() - begun) / count;
			long grown = used() - before;
			JournalStatus status = store.status();
			assertThat(status.records()).isEqualTo(count);
			figures.warn("{} records with 13 + {} bytes: {} bytes each, charged {}, appended in {} ns each", count,
					payload, grown / count, status.bytes() / count, nanos);
			assertThat(grown).isLessThanOrEqualTo(status.bytes());
			store.drop(CACHE, (entry) -> true);
		}
	}

	@Test
	void aMillionDistinctRecordsStayWithinTheBound() {
		long before = used();
		try (JournalStore store = open(null)) {
			int refused = 0;
			long begun = System.nanoTime();
			for (int i = 0; i < 1_000_000; i++) {
				try {
					store.append(CACHE, key(i), new byte[0]);
				}
				catch (JournalFullException ex) {
					refused++;
				}
			}
			long nanos = (System.nanoTime() - begun) / 1_000_000;
			long grown = used() - before;
			JournalStatus status = store.status();
			figures.warn("1,000,000 appends: {} kept, {} refused, {} bytes charged, {} bytes of heap, {} ns each",
					status.records(), refused, status.bytes(), grown, nanos);
			assertThat(status.records() + refused).isEqualTo(1_000_000);
			assertThat(refused).isPositive();
			assertThat(status.bytes()).isLessThanOrEqualTo(SIZE);
			assertThat(grown).isLessThanOrEqualTo(SIZE);
			store.drop(CACHE, (entry) -> true);
		}
	}

	@Test
	void aFullJournalIsReadWhole() throws Exception {
		int count;
		try (JournalStore store = open(this.directory)) {
			long begun = System.nanoTime();
			count = fill(store);
			long nanos = System.nanoTime() - begun;
			figures.warn("appending with a file: {} records, {} ns each for the caller, storage {}", count,
					nanos / count, store.status().storage());
		}
		long size = Files.size(this.directory.resolve("journal.log"));
		long begun = System.nanoTime();
		try (JournalStore store = open(this.directory)) {
			Duration took = Duration.ofNanos(System.nanoTime() - begun);
			figures.warn("a file of {} bytes with {} records opened in {} ms", size, store.status().records(),
					took.toMillis());
			assertThat(count).isGreaterThan(100_000);
			assertThat(store.status().records()).isEqualTo(count);
		}
	}

	private static int fill(JournalStore store) {
		for (int i = 0;; i++) {
			try {
				store.append(StoreContract.QUEUE, key(i), new byte[20]);
			}
			catch (JournalFullException ex) {
				return i;
			}
		}
	}

	private static JournalStore open(@Nullable Path place) {
		return JournalStores.open(new JournalSettings(place, SIZE, ForceMode.GROUPED), StoreContract.CLOCK);
	}

	private static byte[] key(int number) {
		return ByteBuffer.allocate(13).putInt(number).array();
	}

	private static long used() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return used;
	}

}
