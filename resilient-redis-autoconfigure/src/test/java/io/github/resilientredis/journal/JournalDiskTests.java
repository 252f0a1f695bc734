/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.CapturedLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Disks that are full, slow, broken or absent, and when the file is made anew.
 */
class JournalDiskTests {

	private static final JournalFeature QUEUE = StoreContract.QUEUE;

	private static final JournalFeature FORCED = StoreContract.FORCED;

	private final FlakyDisk disk = new FlakyDisk();

	@TempDir
	private Path directory;

	private JournalStore open(ForceMode mode) {
		return open(this.directory, mode, 1 << 20);
	}

	private JournalStore open(Path path, ForceMode mode, long size) {
		return JournalStores.open(new JournalSettings(path, size, mode), StoreContract.CLOCK, this.disk);
	}

	private static CompletableFuture<Durability> append(JournalStore store, JournalFeature feature, String key) {
		return store.append(feature, StoreContract.bytes(key), new byte[100]);
	}

	@Test
	void aForcedRecordIsAnsweredAfterTheForceAndNotBefore() {
		try (JournalStore store = open(ForceMode.NEVER)) {
			CountDownLatch hang = new CountDownLatch(1);
			this.disk.hang = hang;
			int before = this.disk.forces.get();
			CompletableFuture<Durability> answer = append(store, FORCED, "a");
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			assertThat(answer).isNotDone();
			hang.countDown();
			assertThat(answer.join()).isEqualTo(Durability.FORCED);
			assertThat(this.disk.forces.get()).isEqualTo(before + 1);
		}
	}

	@Test
	void theModesForceWhatTheySay() {
		try (JournalStore store = open(ForceMode.NEVER)) {
			int before = this.disk.forces.get();
			int writes = this.disk.writes.get();
			assertThat(append(store, QUEUE, "a").join()).isEqualTo(Durability.FILE);
			Awaitility.await().until(() -> this.disk.writes.get() > writes);
			assertThat(this.disk.forces.get()).isEqualTo(before);
		}
		try (JournalStore store = open(ForceMode.ALWAYS)) {
			assertThat(append(store, QUEUE, "b").join()).isEqualTo(Durability.FORCED);
		}
		try (JournalStore store = open(ForceMode.GROUPED)) {
			int before = this.disk.forces.get();
			for (int i = 0; i < 1000; i++) {
				append(store, QUEUE, "c" + i);
			}
			Awaitility.await().until(() -> this.disk.forces.get() > before);
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			assertThat(this.disk.forces.get() - before).isBetween(1, 20);
			int grouped = this.disk.forces.get();
			store.note(new byte[8]);
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			assertThat(this.disk.forces.get()).as("a note is not forced").isEqualTo(grouped);
		}
	}

	@Test
	void whenTheDiskIsFullThenRecordsAreInMemoryUntilItIsFreedAndAllAreInTheFile() {
		try (CapturedLog log = new CapturedLog()) {
			try (JournalStore store = open(ForceMode.GROUPED)) {
				assertThat(append(store, FORCED, "before").join()).isEqualTo(Durability.FORCED);
				this.disk.problem = FlakyDisk.FULL;
				assertThat(append(store, FORCED, "during-1").join()).isEqualTo(Durability.MEMORY);
				Awaitility.await().until(() -> store.status().problem() != null);
				assertThat(append(store, FORCED, "during-2").join()).isEqualTo(Durability.MEMORY);
				assertThat(store.status().storage()).isEqualTo(JournalStatus.Storage.FILE_UNUSABLE);
				assertThat(store.status().problem()).isEqualTo(FlakyDisk.FULL);
				Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
				this.disk.problem = null;
				awaitFile(store);
				assertThat(store.status().problem()).isNull();
				assertThat(append(store, FORCED, "after").join()).isEqualTo(Durability.FORCED);
			}
			assertThat(log.lines("cannot be used")).singleElement().asString().contains(FlakyDisk.FULL);
			assertThat(log.lines("used again")).hasSize(1);
			assertThat(log.lines("")).hasSize(2);
		}
		try (JournalStore store = open(ForceMode.GROUPED)) {
			assertThat(keys(store, FORCED)).containsExactly("before", "during-1", "during-2", "after");
		}
	}

	@Test
	void whenAllIsAppliedWhileTheDiskIsFullThenNothingComesBack() {
		JournalStore store = open(ForceMode.GROUPED);
		append(store, FORCED, "a").join();
		this.disk.problem = FlakyDisk.FULL;
		store.applied(store.take(List.of(FORCED), 1));
		Awaitility.await().until(() -> store.status().problem() != null);
		Path log = this.directory.resolve("journal.log");
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> Files.size(log) == JournalFrames.START);
		store.close();
		this.disk.problem = null;
		try (JournalStore next = open(ForceMode.GROUPED)) {
			assertThat(next.status().records()).isZero();
		}
	}

	@Test
	void whenTheDiskHangsThenAForcedRecordIsAnsweredInTimeAndTheNextAtOnce() {
		CountDownLatch hang = new CountDownLatch(1);
		try (JournalStore store = open(ForceMode.GROUPED)) {
			this.disk.hang = hang;
			long begun = System.nanoTime();
			assertThat(append(store, FORCED, "a").orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(Durability.MEMORY);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1500));
			begun = System.nanoTime();
			assertThat(append(store, FORCED, "b").join()).isEqualTo(Durability.MEMORY);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(200));
			assertThat(store.status().problem()).contains("not answered");
			hang.countDown();
			awaitFile(store);
		}
		try (JournalStore store = open(ForceMode.GROUPED)) {
			assertThat(keys(store, FORCED)).containsExactly("a", "b");
		}
	}

	@Test
	void whenMoreIsQueuedThanMayBeThenTheFileIsMadeFromMemoryLater() {
		CountDownLatch hang = new CountDownLatch(1);
		int count = 20_000;
		try (JournalStore store = open(this.directory, ForceMode.GROUPED, 16 << 20)) {
			this.disk.hang = hang;
			for (int i = 0; i < count; i++) {
				store.append(QUEUE, StoreContract.bytes("k" + i), new byte[300]);
			}
			assertThat(store.status().problem()).contains("slower");
			hang.countDown();
			awaitFile(store);
		}
		try (JournalStore store = open(this.directory, ForceMode.GROUPED, 16 << 20)) {
			assertThat(store.status().records()).isEqualTo(count);
		}
	}

	@Test
	void aCallersContinuationDoesNotHoldUpTheWriter() {
		CountDownLatch disk = new CountDownLatch(1);
		CountDownLatch hang = new CountDownLatch(1);
		try (JournalStore store = open(ForceMode.GROUPED)) {
			// So that the continuation is there before the answer is.
			this.disk.hang = disk;
			CompletableFuture<Durability> forced = append(store, FORCED, "a");
			CountDownLatch entered = new CountDownLatch(1);
			CompletableFuture<Void> slow = forced.thenAccept((durability) -> {
				entered.countDown();
				try {
					hang.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			disk.countDown();
			Awaitility.await().until(() -> entered.getCount() == 0);
			int writes = this.disk.writes.get();
			append(store, QUEUE, "b");
			Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> this.disk.writes.get() > writes);
			assertThat(slow).isNotDone();
			hang.countDown();
			slow.join();
		}
	}

	@Test
	void whenTheDirectoryCannotBeMadeThenTheStoreOpensAndReturnsToTheFileWhenItCan() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		try (JournalStore store = open(file.resolve("journal"), ForceMode.GROUPED, 1 << 20)) {
			assertThat(store.status().storage()).isEqualTo(JournalStatus.Storage.FILE_UNUSABLE);
			assertThat(store.status().problem()).isNotBlank();
			assertThat(append(store, FORCED, "a").join()).isEqualTo(Durability.MEMORY);
			Files.delete(file);
			awaitFile(store);
			assertThat(append(store, FORCED, "b").join()).isEqualTo(Durability.FORCED);
		}
		try (JournalStore store = open(file.resolve("journal"), ForceMode.GROUPED, 1 << 20)) {
			assertThat(keys(store, FORCED)).containsExactly("a", "b");
		}
	}

	@Test
	void whenMostOfTheFileIsDeadThenItIsMadeSmallerInTheSameOrder() throws IOException {
		Path log = this.directory.resolve("journal.log");
		try (JournalStore store = open(this.directory, ForceMode.GROUPED, 16 << 20)) {
			append(store, QUEUE, "first");
			for (int round = 0; round < 60; round++) {
				for (int i = 0; i < 500; i++) {
					append(store, FORCED, round + "-" + i);
				}
				append(store, FORCED, "wait").join();
				store.applied(store.take(List.of(FORCED), 1000));
			}
			append(store, QUEUE, "second");
			store.note(StoreContract.bytes("note"));
			Awaitility.await().until(() -> Files.size(log) < 2 * LogWriter.FLOOR);
		}
		assertThat(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)).contains("first", "second");
		try (JournalStore store = open(ForceMode.GROUPED)) {
			assertThat(keys(store, QUEUE)).containsExactly("first", "second");
			assertThat(store.status().records()).isZero();
			assertThat(store.note()).isEqualTo(StoreContract.bytes("note"));
		}
	}

	private static void awaitFile(JournalStore store) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(8))
			.until(() -> store.status().storage() == JournalStatus.Storage.FILE);
	}

	private static List<String> keys(JournalStore store, JournalFeature feature) {
		List<String> keys = new ArrayList<>();
		List<JournalEntry> taken = store.take(List.of(feature), 1000);
		taken.forEach((entry) -> keys.add(StoreContract.text(entry.record().key())));
		store.applied(taken);
		return keys;
	}

}
