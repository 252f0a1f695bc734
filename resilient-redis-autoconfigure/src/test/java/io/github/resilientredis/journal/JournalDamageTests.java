/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import io.github.resilientredis.cache.CapturedLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Acceptance: whatever happens to the bytes, what is intact is read, and nothing else.
 */
class JournalDamageTests {

	private static final JournalFeature QUEUE = StoreContract.QUEUE;

	@TempDir
	private Path directory;

	private Path log;

	@BeforeEach
	void name() {
		this.log = this.directory.resolve("journal.log");
	}

	/**
	 * A small journal: where each of its records ends, and what is pending in the end.
	 */
	private record Sample(byte[] bytes, List<Integer> starts, List<String> kinds) {

		/** What must be pending if only the frames before an offset count. */
		Set<String> pendingBefore(int offset) {
			Set<String> pending = new LinkedHashSet<>();
			for (int i = 0; i < this.kinds.size(); i++) {
				if (this.starts.get(i + 1) <= offset) {
					apply(pending, this.kinds.get(i));
				}
			}
			return pending;
		}

		/** What must be pending if one frame does not count. */
		Set<String> pendingWithout(int offset) {
			Set<String> pending = new LinkedHashSet<>();
			for (int i = 0; i < this.kinds.size(); i++) {
				if (this.starts.get(i) > offset || this.starts.get(i + 1) <= offset) {
					apply(pending, this.kinds.get(i));
				}
			}
			return pending;
		}

		private static void apply(Set<String> pending, String kind) {
			if (kind.startsWith("done ")) {
				pending.remove(kind.substring(5));
			}
			else if (!kind.equals("note")) {
				pending.add(kind);
			}
		}

	}

	private Sample sample() throws IOException {
		List<Integer> starts = new ArrayList<>();
		List<String> kinds = new ArrayList<>();
		try (JournalStore store = open()) {
			for (String kind : List.of("a=1", "b=2", "note", "done a=1", "c=3", "b=4", "done b=2", "d=5")) {
				long before = Files.size(this.log);
				starts.add((int) before);
				kinds.add(kind);
				if (kind.equals("note")) {
					store.note(StoreContract.bytes("beat"));
				}
				else if (kind.startsWith("done ")) {
					store.applied(store.take(List.of(QUEUE), 1));
				}
				else {
					store.append(QUEUE, StoreContract.bytes(kind.substring(0, 1)),
							StoreContract.bytes(kind.substring(2)));
				}
				Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> Files.size(this.log) > before);
			}
		}
		starts.add((int) Files.size(this.log));
		assertThat(starts).isSorted().doesNotHaveDuplicates();
		return new Sample(Files.readAllBytes(this.log), starts, kinds);
	}

	private JournalStore open() {
		return JournalStores.open(new JournalSettings(this.directory, JournalSettings.MIN_SIZE, ForceMode.GROUPED),
				StoreContract.CLOCK);
	}

	private Set<String> reopened(byte[] bytes) {
		try {
			for (Path file : files()) {
				Files.delete(file);
			}
			Files.write(this.log, bytes);
			try (JournalStore store = open()) {
				Set<String> pending = new LinkedHashSet<>();
				List<JournalEntry> taken = store.take(List.of(QUEUE), 100);
				while (!taken.isEmpty()) {
					pending.addAll(StoreContract.texts(taken));
					store.applied(taken);
					taken = store.take(List.of(QUEUE), 100);
				}
				assertThat(store.status().storage()).isEqualTo(JournalStatus.Storage.FILE);
				assertThat(store.recordsByFeature()).isEmpty();
				return pending;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.toList();
		}
	}

	@Test
	void truncatedAtAnyByteItOpensWithAllThatPrecedes() throws IOException {
		Sample sample = sample();
		for (int size = 0; size <= sample.bytes().length; size++) {
			assertThat(reopened(Arrays.copyOf(sample.bytes(), size))).as("cut to %s bytes", size)
				.isEqualTo(sample.pendingBefore(size));
		}
	}

	@Test
	void withAnyByteFlippedItOpensWithAllThatPrecedesAndFollows() throws IOException {
		Sample sample = sample();
		for (int flip : new int[] { 0xff, 0x01 }) {
			for (int at = 0; at < sample.bytes().length; at++) {
				byte[] bytes = sample.bytes().clone();
				bytes[at] ^= (byte) flip;
				assertThat(reopened(bytes)).as("byte %s flipped by %s", at, flip).isEqualTo(sample.pendingWithout(at));
			}
		}
	}

	@Test
	void damageInTheMiddleIsSetAsideCountedAndLoggedOnce() throws IOException {
		Sample sample = sample();
		byte[] bytes = sample.bytes().clone();
		int from = sample.starts().get(1);
		int to = sample.starts().get(2);
		Arrays.fill(bytes, from + 3, to - 2, (byte) 0);
		Files.write(this.log, bytes);
		try (CapturedLog lines = new CapturedLog(); JournalStore store = open()) {
			assertThat(store.status().damagedBytes()).isEqualTo(to - from);
			assertThat(lines.lines("")).singleElement().asString().contains((to - from) + " bytes", "3 records");
		}
		assertThat(this.directory.resolve("journal.damaged")).hasBinaryContent(Arrays.copyOfRange(bytes, from, to));
		try (CapturedLog lines = new CapturedLog(); JournalStore store = open()) {
			assertThat(store.status().damagedBytes()).isZero();
			assertThat(store.status().records()).isEqualTo(3);
			assertThat(lines.lines("")).isEmpty();
		}
	}

	@Test
	void aTornTailIsCutAndLoggedAndRecordsFollow() throws IOException {
		Sample sample = sample();
		Files.write(this.log, Arrays.copyOf(sample.bytes(), sample.bytes().length - 1));
		try (CapturedLog lines = new CapturedLog(); JournalStore store = open()) {
			assertThat(lines.lines("")).singleElement().asString().contains("not complete");
			assertThat(store.status().damagedBytes()).isZero();
			store.append(QUEUE, StoreContract.bytes("e"), StoreContract.bytes("6"));
		}
		assertThat(reopened(Files.readAllBytes(this.log))).containsExactly("c=3", "b=4", "e=6");
	}

	@Test
	void aFileOfAnotherVersionIsSetAsideWhole() throws IOException {
		byte[] bytes = sample().bytes();
		for (int header : new int[] { 0, JournalFrames.SECOND_HEADER }) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			buffer.putInt(header + 8, 7);
			CRC32C crc = new CRC32C();
			crc.update(bytes, header, 28);
			buffer.putInt(header + 28, (int) crc.getValue());
		}
		Files.write(this.log, bytes);
		try (CapturedLog lines = new CapturedLog(); JournalStore store = open()) {
			assertThat(store.status().records()).isZero();
			assertThat(store.status().storage()).isEqualTo(JournalStatus.Storage.FILE);
			assertThat(lines.lines("unknown version 7")).hasSize(1);
		}
		assertThat(this.directory.resolve("journal-1.damaged")).hasBinaryContent(bytes);
	}

	@Test
	void aPayloadThatHoldsTheWholeFileDoesNotPoseAsItsRecords() throws IOException {
		Sample sample = sample();
		Files.write(this.log, sample.bytes());
		try (JournalStore store = open()) {
			store.append(QUEUE, StoreContract.bytes("x"), sample.bytes());
			store.append(QUEUE, StoreContract.bytes("y"), StoreContract.bytes("7"));
		}
		byte[] bytes = Files.readAllBytes(this.log);
		assertThat(bytes.length).isGreaterThan(2 * sample.bytes().length);
		bytes[sample.bytes().length + 4] ^= 1;
		assertThat(reopened(bytes)).containsExactly("c=3", "b=4", "d=5", "y=7");
	}

	@Test
	void aFrameForgedForItsVeryPlaceDoesNotCountSinceTheSaltIsNotKnown() throws IOException {
		Sample sample = sample();
		ByteBuffer forged = ByteBuffer.allocate(JournalFrames.FRAME + 5);
		forged.position(JournalFrames.FRAME);
		forged.put(JournalFrames.NOTE).put(StoreContract.bytes("evil"));
		long outer = sample.bytes().length + JournalFrames.FRAME + 23 + "writes".length() + 1;
		JournalFrames.create().seal(forged, 0, forged.capacity(), outer);
		Files.write(this.log, sample.bytes());
		try (JournalStore store = open()) {
			store.append(QUEUE, StoreContract.bytes("x"), forged.array());
		}
		byte[] bytes = Files.readAllBytes(this.log);
		assertThat(Arrays.copyOfRange(bytes, (int) outer, bytes.length)).isEqualTo(forged.array());
		bytes[sample.bytes().length + 4] ^= 1;
		Files.write(this.log, bytes);
		try (JournalStore store = open()) {
			assertThat(store.note()).isEqualTo(StoreContract.bytes("beat"));
		}
	}

	@Test
	void aFrameCopiedToAnotherPlaceDoesNotCount() throws IOException {
		Sample sample = sample();
		int from = sample.starts().get(0);
		int to = sample.starts().get(1);
		byte[] bytes = Arrays.copyOf(sample.bytes(), sample.bytes().length + to - from);
		System.arraycopy(sample.bytes(), from, bytes, sample.bytes().length, to - from);
		assertThat(reopened(bytes)).containsExactly("c=3", "b=4", "d=5");
	}

}
