/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every store.
 */
abstract class StoreContract {

	static final JournalFeature REPLACING = new JournalFeature("cache", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.ORDINARY);

	static final JournalFeature QUEUE = new JournalFeature("writes", ReplayPhase.WRITES, false, false,
			JournalShare.ORDINARY);

	static final JournalFeature FORCED = new JournalFeature("logout", ReplayPhase.ENDS, true, true,
			JournalShare.RESERVED);

	static final JournalFeature UNLIMITED = new JournalFeature("clears", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.UNLIMITED);

	static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

	@TempDir
	Path directory;

	JournalStore store;

	abstract JournalSettings settings(long maxSize);

	@BeforeEach
	void open() {
		this.store = JournalStores.open(settings(JournalSettings.MIN_SIZE), CLOCK);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void entriesAreTakenInTheOrderOfAcceptance() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		append(QUEUE, "c", "3");
		assertThat(take(QUEUE, 2)).containsExactly("a=1", "b=2");
		assertThat(take(QUEUE, 2)).containsExactly("c=3");
		assertThat(take(QUEUE, 2)).isEmpty();
	}

	@Test
	void aKeyIsNotTakenTwiceAndNothingOvertakesIt() {
		append(QUEUE, "a", "1");
		append(QUEUE, "a", "2");
		append(QUEUE, "b", "3");
		List<JournalEntry> first = this.store.take(List.of(QUEUE), 10);
		assertThat(texts(first)).containsExactly("a=1");
		assertThat(take(QUEUE, 10)).isEmpty();
		this.store.applied(first);
		assertThat(take(QUEUE, 10)).containsExactly("a=2", "b=3");
	}

	@Test
	void whenAnEntryFailsThenItIsBackInItsPlace() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 1);
		append(QUEUE, "c", "3");
		this.store.failed(taken);
		assertThat(take(QUEUE, 10)).containsExactly("a=1", "b=2", "c=3");
	}

	@Test
	void whatIsParkedIsPendingAndKeepsNothingElseBack() {
		append(QUEUE, "a", "1");
		append(QUEUE, "a", "2");
		append(QUEUE, "b", "3");
		this.store.parked(this.store.take(List.of(QUEUE), 1));
		append(QUEUE, "a", "4");
		assertThat(this.store.isPending(QUEUE, bytes("a"))).isTrue();
		assertThat(take(QUEUE, 10)).containsExactly("b=3");
		assertThat(this.store.ifNoneIdle(List.of(QUEUE), () -> true)).isTrue();
		assertThat(this.store.status().records()).isEqualTo(4);
	}

	@Test
	void whatIsCalledBackHasItsOldPlace() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		append(QUEUE, "c", "3");
		this.store.parked(this.store.take(List.of(QUEUE), 2));
		append(QUEUE, "a", "4");
		this.store.unpark();
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 10);
		assertThat(texts(taken)).containsExactly("a=1", "b=2", "c=3");
		this.store.applied(taken);
		assertThat(take(QUEUE, 10)).containsExactly("a=4");
	}

	@Test
	void featuresAreTakenInTheOrderAskedFor() {
		append(QUEUE, "a", "1");
		append(REPLACING, "b", "2");
		assertThat(texts(this.store.take(List.of(REPLACING, QUEUE), 10))).containsExactly("b=2", "a=1");
	}

	@Test
	void aNewerIntentTakesTheOldersPlaceAtTheEndOfTheOrder() {
		append(REPLACING, "a", "1");
		append(REPLACING, "b", "2");
		append(REPLACING, "a", "3");
		assertThat(this.store.status().records()).isEqualTo(2);
		assertThat(take(REPLACING, 10)).containsExactly("b=2", "a=3");
	}

	@Test
	void theSameIntentTwiceIsOneRecordInItsOldPlace() {
		append(REPLACING, "a", "1");
		long bytes = this.store.status().bytes();
		append(REPLACING, "b", "2");
		append(REPLACING, "a", "1");
		assertThat(this.store.status().bytes()).isEqualTo(2 * bytes);
		assertThat(take(REPLACING, 10)).containsExactly("a=1", "b=2");
	}

	@Test
	void whenAnIntentComesWhileTheSameIsInFlightThenItIsKeptAndTheSuccessOfTheOlderDoesNotEndIt() {
		append(REPLACING, "a", "1");
		List<JournalEntry> taken = this.store.take(List.of(REPLACING), 1);
		append(REPLACING, "a", "1");
		this.store.applied(taken);
		assertThat(isPending(REPLACING, "a")).isTrue();
		assertThat(take(REPLACING, 10)).containsExactly("a=1");
	}

	@Test
	void whenAReplacedEntryFailsThenTheNewerStandsForIt() {
		append(REPLACING, "a", "1");
		List<JournalEntry> taken = this.store.take(List.of(REPLACING), 1);
		append(REPLACING, "a", "2");
		this.store.failed(taken);
		assertThat(this.store.status().records()).isEqualTo(1);
		assertThat(take(REPLACING, 10)).containsExactly("a=2");
	}

	@Test
	void whenAnAnnouncedWriteOfAReplacingFeatureIsReplacedThenItsFailureLeavesNothing() {
		JournalEntry begun = begin(REPLACING, "a", "1");
		append(REPLACING, "a", "2");
		this.store.failed(List.of(begun));
		assertThat(take(REPLACING, 10)).containsExactly("a=2");
	}

	@Test
	void anAnnouncedWriteIsPendingUntilItIsApplied() {
		JournalEntry begun = begin(QUEUE, "a", "1");
		assertThat(isPending(QUEUE, "a")).isTrue();
		assertThat(this.store.isPending(QUEUE)).isTrue();
		assertThat(take(QUEUE, 10)).isEmpty();
		assertThat(this.store.begin(QUEUE, bytes("a"), bytes("2"))).isNull();
		this.store.applied(List.of(begun));
		assertThat(isPending(QUEUE, "a")).isFalse();
		assertThat(this.store.isPending(QUEUE)).isFalse();
		assertThat(this.store.status().records()).isZero();
		assertThat(this.store.status().bytes()).isZero();
	}

	@Test
	void whenAnAnnouncedWriteFailsThenItComesBeforeWhatFollowedIt() {
		JournalEntry begun = begin(QUEUE, "a", "1");
		append(QUEUE, "a", "2");
		append(QUEUE, "b", "3");
		assertThat(take(QUEUE, 10)).isEmpty();
		this.store.failed(List.of(begun));
		assertThat(take(QUEUE, 10)).containsExactly("a=1");
	}

	@Test
	void whatIsReportedTwiceCountsOnce() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 2);
		this.store.applied(List.of(taken.get(0), taken.get(0)));
		this.store.failed(taken);
		this.store.applied(taken);
		assertThat(this.store.status().records()).isEqualTo(1);
		assertThat(take(QUEUE, 10)).containsExactly("b=2");
	}

	@Test
	void onlyIdleEntriesAreDropped() {
		append(QUEUE, "a", "1");
		append(QUEUE, "b", "2");
		append(QUEUE, "b", "3");
		append(QUEUE, "c", "4");
		List<JournalEntry> taken = this.store.take(List.of(QUEUE), 1);
		int dropped = this.store.drop(QUEUE, (entry) -> !text(entry.payload()).equals("4"));
		assertThat(dropped).isEqualTo(2);
		assertThat(isPending(QUEUE, "b")).isFalse();
		this.store.failed(taken);
		assertThat(take(QUEUE, 10)).containsExactly("a=1", "c=4");
	}

	@Test
	void anActionRunsOnlyIfNothingIsIdle() {
		AtomicBoolean ran = new AtomicBoolean();
		append(QUEUE, "a", "1");
		assertThat(this.store.ifNoneIdle(List.of(QUEUE, REPLACING), () -> ran.getAndSet(true))).isFalse();
		assertThat(ran).isFalse();
		assertThat(this.store.ifNoneIdle(List.of(REPLACING), () -> false)).isFalse();
		this.store.take(List.of(QUEUE), 1);
		assertThat(this.store.ifNoneIdle(List.of(QUEUE, REPLACING), () -> true)).isTrue();
	}

	@Test
	void whoeverAppendsWhileAnActionRunsWaits() {
		List<CompletableFuture<Void>> appended = new ArrayList<>();
		this.store.ifNoneIdle(List.of(QUEUE), () -> {
			CompletableFuture<Void> other = CompletableFuture.runAsync(() -> append(QUEUE, "a", "1"));
			appended.add(other);
			assertThat(other.completeOnTimeout(null, 200, java.util.concurrent.TimeUnit.MILLISECONDS)).isNotDone();
			return !isPending(QUEUE, "a");
		});
		appended.get(0).join();
		assertThat(appended).hasSize(1);
	}

	@Test
	void theReserveIsForThoseWhoAskedForIt() {
		byte[] payload = new byte[1000];
		int ordinary = fill(QUEUE, payload);
		assertThat(this.store.status().bytes()).isLessThanOrEqualTo(JournalSettings.MIN_SIZE * 7 / 8);
		int reserved = fill(FORCED, payload);
		assertThat(reserved).isBetween(ordinary / 8, ordinary / 6);
		assertThat(this.store.status().bytes()).isLessThanOrEqualTo(JournalSettings.MIN_SIZE);
		append(UNLIMITED, "a", "1");
		assertThat(this.store.status().bytes()).isGreaterThan(this.store.status().records() * 1000);
		assertThat(this.store.recordsByFeature()).containsEntry("writes", (long) ordinary)
			.containsEntry("logout", (long) reserved)
			.containsEntry("clears", 1L);
	}

	@Test
	void whenAReplacementIsRefusedThenTheOlderStays() {
		append(REPLACING, "a", "1");
		fill(QUEUE, new byte[1000]);
		assertThatExceptionOfType(JournalFullException.class)
			.isThrownBy(() -> this.store.append(REPLACING, bytes("a"), new byte[5000]));
		assertThat(take(REPLACING, 10)).containsExactly("a=1");
	}

	@Test
	void theOldestIsTheOneAcceptedFirst() {
		assertThat(this.store.status().oldest()).isNull();
		append(QUEUE, "a", "1");
		assertThat(this.store.status().oldest()).isEqualTo(CLOCK.instant());
	}

	@Test
	void theLastNoteCountsAndIsACopy() {
		assertThat(this.store.note()).isNull();
		byte[] note = bytes("first");
		this.store.note(note);
		note[0] = 0;
		assertThat(this.store.note()).isEqualTo(bytes("first"));
		this.store.note(bytes("second"));
		assertThat(this.store.note()).isEqualTo(bytes("second"));
	}

	@Test
	void closingTwiceIsClosingOnce() {
		append(QUEUE, "a", "1");
		this.store.close();
		this.store.close();
		assertThat(append(QUEUE, "b", "1")).isEqualTo(Durability.MEMORY);
	}

	private int fill(JournalFeature feature, byte[] payload) {
		for (int i = 0;; i++) {
			try {
				this.store.append(feature, bytes("key-" + i), payload);
			}
			catch (JournalFullException ex) {
				assertThat(ex).hasMessageContaining(feature.name()).hasMessageContaining("65536");
				assertThat(isPending(feature, "key-" + i)).isFalse();
				return i;
			}
		}
	}

	Durability append(JournalFeature feature, String key, String payload) {
		return this.store.append(feature, bytes(key), bytes(payload)).join();
	}

	JournalEntry begin(JournalFeature feature, String key, String payload) {
		return Objects.requireNonNull(this.store.begin(feature, bytes(key), bytes(payload)));
	}

	boolean isPending(JournalFeature feature, String key) {
		return this.store.isPending(feature, bytes(key));
	}

	List<String> take(JournalFeature feature, int max) {
		return texts(this.store.take(List.of(feature), max));
	}

	static List<String> texts(List<JournalEntry> entries) {
		return entries.stream()
			.map((entry) -> text(entry.record().key()) + "=" + text(entry.record().payload()))
			.toList();
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
