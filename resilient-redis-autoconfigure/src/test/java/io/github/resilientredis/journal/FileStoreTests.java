/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a store with a file does beyond the contract.
 */
class FileStoreTests extends StoreContract {

	@Override
	JournalSettings settings(long maxSize) {
		return new JournalSettings(this.directory.resolve("journal"), maxSize, ForceMode.GROUPED);
	}

	private void reopen() {
		this.store.close();
		open();
	}

	@Test
	void aForcedRecordIsOnTheDiskAndOthersAreOnTheirWay() {
		assertThat(append(QUEUE, "a", "1")).isEqualTo(Durability.FILE);
		assertThat(append(FORCED, "a", "1")).isEqualTo(Durability.FORCED);
		assertThat(append(FORCED, "a", "1")).isEqualTo(Durability.FORCED);
		assertThat(this.store.status().storage()).isEqualTo(JournalStatus.Storage.FILE);
	}

	@Test
	void theOrderIsTheSameInTheNextProcess() {
		append(QUEUE, "a", "1");
		JournalEntry begun = begin(QUEUE, "b", "2");
		append(QUEUE, "c", "3");
		append(REPLACING, "a", "1");
		append(REPLACING, "b", "2");
		append(REPLACING, "a", "3");
		this.store.failed(List.of(begun));
		this.store.note(bytes("note"));
		JournalStatus before = this.store.status();
		reopen();
		assertThat(this.store.status()).isEqualTo(before);
		assertThat(this.store.note()).isEqualTo(bytes("note"));
		assertThat(take(QUEUE, 10)).containsExactly("a=1", "b=2", "c=3");
		assertThat(take(REPLACING, 10)).containsExactly("b=2", "a=3");
	}

	@Test
	void whatWasAppliedOrDroppedDoesNotComeBack() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		append(QUEUE, "c", "3");
		this.store.applied(this.store.take(List.of(QUEUE), 1));
		this.store.take(List.of(QUEUE), 1);
		this.store.drop(QUEUE, (entry) -> text(entry.key()).equals("c"));
		reopen();
		assertThat(take(QUEUE, 10)).containsExactly("b=2");
	}

	@Test
	void anAnnouncedWriteThatWasAppliedLeavesNoTrace() throws IOException {
		this.store.applied(List.of(begin(QUEUE, "trace", "1")));
		begin(QUEUE, "trace-too", "2");
		reopen();
		assertThat(this.store.status().records()).isZero();
		assertThat(new String(Files.readAllBytes(log()), java.nio.charset.StandardCharsets.ISO_8859_1))
			.doesNotContain("trace");
	}

	@Test
	void anAnnouncedWriteIsStoredBeforeWhatFollowsIt() {
		begin(QUEUE, "a", "1");
		append(QUEUE, "a", "2");
		reopen();
		assertThat(take(QUEUE, 1)).containsExactly("a=1");
	}

	@Test
	void recordsOfAFeatureThatNobodyKnowsStay() {
		append(QUEUE, "a", "1");
		reopen();
		append(REPLACING, "b", "2");
		reopen();
		reopen();
		assertThat(this.store.recordsByFeature()).isEqualTo(Map.of("writes", 1L, "cache", 1L));
	}

	@Test
	void newRecordsComeAfterThoseOfEarlierProcesses() {
		append(QUEUE, "a", "1");
		this.store.applied(this.store.take(List.of(QUEUE), 1));
		reopen();
		append(QUEUE, "b", "2");
		reopen();
		append(QUEUE, "c", "3");
		assertThat(take(QUEUE, 10)).containsExactly("b=2", "c=3");
	}

	@Test
	void aRecordLargerThanTheBufferIsReadBack() {
		this.store.close();
		this.store = JournalStores.open(settings(16 << 20), CLOCK);
		byte[] payload = new byte[3 << 20];
		new java.util.Random(1).nextBytes(payload);
		append(QUEUE, "a", "1");
		this.store.append(QUEUE, bytes("b"), payload);
		append(QUEUE, "c", "3");
		this.store.close();
		this.store = JournalStores.open(settings(16 << 20), CLOCK);
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 10);
		assertThat(taken).hasSize(3);
		assertThat(taken.get(1).record().payload()).isEqualTo(payload);
	}

	@Test
	void nobodyElseCanReadTheFiles() throws IOException {
		append(FORCED, "a", "1");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log()))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log().getParent())))
			.isEqualTo("rwx------");
	}

	@Test
	void aSecondInstanceOnTheDirectoryIsRefusedUntilTheFirstEnds() {
		assertThatExceptionOfType(JournalDirectoryInUseException.class).isThrownBy(this::open)
			.satisfies((ex) -> assertThat(ex.getDirectory()).isEqualTo(log().getParent()));
		assertThat(append(FORCED, "a", "1")).isEqualTo(Durability.FORCED);
		reopen();
		assertThat(take(FORCED, 1)).containsExactly("a=1");
	}

	@Test
	void nothingIsLoggedWhenAllIsWell() {
		append(FORCED, "secret", "secret");
		try (CapturedLog log = new CapturedLog()) {
			reopen();
			assertThat(log.lines("")).isEmpty();
		}
	}

	@Test
	void theThreadEndsWithTheStore() {
		this.store.close();
		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().equals("resilient-redis-journal-writer") && thread.isAlive());
	}

	private Path log() {
		return this.directory.resolve("journal").resolve("journal.log");
	}

}
