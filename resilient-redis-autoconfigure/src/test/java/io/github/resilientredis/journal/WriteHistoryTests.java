/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteHistoryTests {

	private static final JournalFeature CACHE = new JournalFeature("cache", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.ORDINARY);

	private static final JournalFeature USERS = new JournalFeature("users", ReplayPhase.WRITES, false, false,
			JournalShare.ORDINARY);

	private static final String A = "aaaaaaaaaaaaaaaa";

	private static final String B = "bbbbbbbbbbbbbbbb";

	private final WriteHistory history = new WriteHistory(1000, 1_000_000);

	@Test
	void whatWasWrittenBeforeABeatThatIsThereIsNotRepeated() {
		wrote(USERS, "a", "1");
		beat(A, 1);
		wrote(USERS, "b", "2");
		beat(A, 2);
		wrote(USERS, "c", "3");
		assertThat(since(at(A, 2))).containsExactly("c=3");
		assertThat(since(at(A, 1))).containsExactly("b=2", "c=3");
		assertThat(since(at(A, 7))).containsExactly("c=3");
		assertThat(since(at(A, 0))).containsExactly("a=1", "b=2", "c=3");
		assertThat(since(at(B, 9))).containsExactly("a=1", "b=2", "c=3");
		assertThat(this.history.since(null).records()).hasSize(3);
	}

	@Test
	void aBeatSpeaksOnlyForWhatWasWrittenBeforeItWasSent() {
		wrote(USERS, "a", "1");
		long mark = this.history.mark();
		wrote(USERS, "b", "2");
		this.history.reached(mark, at(A, 1));
		assertThat(since(at(A, 1))).containsExactly("b=2");
	}

	@Test
	void anEarlierBeatWithTheSameWritesIsNotForgottenForALaterOne() {
		wrote(USERS, "a", "1");
		beat(A, 1);
		beat(A, 2);
		assertThat(since(at(A, 1))).isEmpty();
	}

	@Test
	void aLateAnswerToAnEarlierBeatChangesNothing() {
		long early = this.history.mark();
		wrote(USERS, "a", "1");
		beat(A, 2);
		this.history.reached(early, at(A, 1));
		assertThat(since(at(A, 2))).isEmpty();
		assertThat(since(at(A, 1))).containsExactly("a=1");
	}

	@Test
	void aReplacingFeatureRepeatsTheNewestOfAKeyInItsPlace() {
		wrote(CACHE, "a", "1");
		wrote(CACHE, "b", "2");
		wrote(CACHE, "a", "3");
		wrote(USERS, "a", "4");
		wrote(USERS, "a", "5");
		assertThat(since(at(A, 1))).containsExactly("b=2", "a=3", "a=4", "a=5");
	}

	/** A chat, say: they must not all be looked through for each. */
	@Test
	void manyWritesOfOneKeyAreRememberedInNoTime() {
		WriteHistory large = new WriteHistory(50_000, 100_000_000);
		long start = System.nanoTime();
		for (int i = 0; i < 100_000; i++) {
			large.wrote(USERS, "a".getBytes(StandardCharsets.UTF_8), new byte[0]);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		assertThat(large.since(null).records()).hasSize(50_000);
	}

	@Test
	void beatsOfAnOlderEpochCountThroughTheLineage() {
		wrote(USERS, "a", "1");
		beat(A, 1);
		wrote(USERS, "b", "2");
		beat(A, 2);
		wrote(USERS, "c", "3");
		beat(B, 1);
		assertThat(since(at(B, 1), at(A, 2))).isEmpty();
		assertThat(since(at(B, 0), at(A, 2))).containsExactly("c=3");
		assertThat(since(at(B, 0), at(A, 1))).containsExactly("b=2", "c=3");
	}

	@Test
	void whatWasHandedOverIsForgottenUntilItIsWrittenAgain() {
		wrote(USERS, "a", "1");
		beat(A, 1);
		wrote(USERS, "b", "2");
		LostWrites lost = this.history.since(value(at(A, 1)));
		wrote(USERS, "c", "3");
		this.history.forget(lost);
		assertThat(since(at(A, 1))).containsExactly("c=3");
		assertThat(since(at(A, 0))).containsExactly("a=1", "c=3");
		this.history.wrote(USERS, lost.records().get(0).key(), lost.records().get(0).payload());
		assertThat(since(at(A, 1))).containsExactly("c=3", "b=2");
	}

	@Test
	void whatWasWrittenBeforeTheFirstBeatOfThisProcessIsUnknown() {
		assertThat(this.history.since(value(at(A, 1))).isComplete("cache")).isFalse();
		beat(A, 5);
		assertThat(this.history.since(value(at(A, 5))).isComplete("cache")).isTrue();
		assertThat(this.history.since(value(at(A, 4))).isComplete("cache")).isFalse();
		assertThat(this.history.since(null).isComplete("cache")).isFalse();
	}

	@Test
	void whatIsDroppedForTheBoundMakesItsFeatureIncompleteAsFarBack() {
		WriteHistory small = new WriteHistory(3, 1_000_000);
		small.reached(0, at(A, 1));
		small.wrote(USERS, bytes("u"), bytes("1"));
		small.wrote(CACHE, bytes("a"), bytes("2"));
		small.reached(small.mark(), at(A, 2));
		small.wrote(CACHE, bytes("b"), bytes("3"));
		small.wrote(CACHE, bytes("c"), bytes("4"));
		LostWrites all = small.since(value(at(A, 1)));
		assertThat(texts(all)).containsExactly("a=2", "b=3", "c=4");
		assertThat(all.isComplete("users")).isFalse();
		assertThat(all.isComplete("cache")).isTrue();
		assertThat(small.since(value(at(A, 2))).isComplete("users")).isTrue();
	}

	@Test
	void bytesAreBoundedAndCountedBackWhenReplacedOrForgotten() {
		WriteHistory small = new WriteHistory(1000, 3L * (WriteHistory.OVERHEAD + 101));
		small.reached(0, at(A, 1));
		byte[] payload = new byte[100];
		for (int i = 0; i < 100; i++) {
			small.wrote(CACHE, bytes("a"), payload);
			small.wrote(CACHE, bytes("b"), payload);
			small.wrote(CACHE, bytes("c"), payload);
			assertThat(small.since(value(at(A, 1))).records()).hasSize(3);
			if (i % 10 == 0) {
				small.forget(small.since(value(at(A, 1))));
			}
		}
		assertThat(small.since(value(at(A, 1))).isComplete("cache")).isTrue();
		small.wrote(CACHE, bytes("d"), new byte[100]);
		assertThat(small.since(value(at(A, 1))).records()).hasSize(3);
		assertThat(small.since(value(at(A, 1))).isComplete("cache")).isFalse();
		small.wrote(CACHE, bytes("e"), new byte[10_000]);
		assertThat(small.since(value(at(A, 1))).records()).isEmpty();
	}

	@Test
	void afterManyBeatsLessIsKnownButNothingWrongly() {
		WriteHistory large = new WriteHistory(100_000, 100_000_000);
		for (int i = 1; i <= 20_000; i++) {
			large.wrote(USERS, bytes("k"), bytes(String.valueOf(i)));
			large.reached(large.mark(), at(A, i));
		}
		for (int beat : new int[] { 1, 2, 777, 10_000, 19_990, 20_000 }) {
			LostWrites lost = large.since(value(at(A, beat)));
			assertThat(lost.reachesBack()).isTrue();
			assertThat(texts(lost))
				.endsWith(IntStream.rangeClosed(beat + 1, 20_000).mapToObj((i) -> "k=" + i).toArray(String[]::new));
		}
		assertThat(large.since(value(at(A, 19_990))).records()).hasSize(10);
	}

	@Test
	void whenManyThreadsWriteThenEachKeyIsThereOnce() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(4);
		for (int t = 0; t < 4; t++) {
			Thread thread = new Thread(() -> {
				for (int i = 0; i < 20_000; i++) {
					wrote(CACHE, "k" + i % 500, String.valueOf(i));
				}
				done.countDown();
			});
			thread.start();
		}
		while (done.getCount() > 0) {
			beat(A, this.history.mark());
			this.history.since(value(at(A, 1)));
		}
		done.await();
		assertThat(this.history.mark()).isEqualTo(80_000);
		assertThat(this.history.since(null).records()).hasSize(500);
	}

	private void wrote(JournalFeature feature, String key, String payload) {
		this.history.wrote(feature, bytes(key), bytes(payload));
	}

	private void beat(String epoch, long beat) {
		this.history.reached(this.history.mark(), at(epoch, beat));
	}

	private List<String> since(MarkerPosition found, MarkerPosition... ancestors) {
		return texts(this.history.since(value(found, ancestors)));
	}

	private static List<String> texts(LostWrites lost) {
		return lost.records().stream().map((record) -> text(record.key()) + "=" + text(record.payload())).toList();
	}

	private static MarkerValue value(MarkerPosition position, MarkerPosition... ancestors) {
		return new MarkerValue(position, "run", List.of(ancestors));
	}

	private static MarkerPosition at(String epoch, long beat) {
		return new MarkerPosition(epoch, beat);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
