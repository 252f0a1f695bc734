/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.List;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.RespException;
import io.github.resilientredis.testkit.Snapshot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written again when Redis has lost data, and what features are told.
 */
@ExtendWith(RedisKitExtension.class)
class LostDataIT {

	private static final String LOST = "Redis has lost data";

	private final RecordingFeature feature = new RecordingFeature("records", ReplayPhase.WRITES);

	private final RecordingFeature other = new RecordingFeature("records", ReplayPhase.WRITES);

	@Test
	void whenRedisReturnsWithItsDataThenNothingIsRepeated(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.feature).connected()) {
			this.feature.writes(node, "a", "1");
			node.beats(server, 2);
			node.proxy.refuse();
			server.restart();
			node.proxy.pass();
			node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(5));
			node.settles();
			assertThat(this.feature.repeated).allMatch(List::isEmpty);
			assertThat(this.feature.replays).hasValue(0);
			assertThat(this.feature.reading).containsOnly(RedisData.KEPT);
			assertThat(server.command("GET", "a")).isEqualTo("1");
		}
	}

	@Test
	void whenRedisReturnsEmptyThenAllIsWrittenInFrontOfWhatWaits(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.feature).connected()) {
			this.feature.writes(node, "a", "1");
			this.feature.writes(node, "b", "1");
			node.beats(server, 2);
			this.feature.writes(node, "a", "2");
			node.cutOff();
			this.feature.leaves(node, "a", "3");
			this.feature.leaves(node, "c", "1");
			server.restartEmpty();
			assertThat(server.command("DBSIZE")).isEqualTo(0L);
			node.proxy.pass();
			node.settles();
			assertThat(this.feature.repeated).containsExactly(List.of("a=1", "b=1", "a=2"));
			assertThat(this.feature.told).hasSize(5).containsOnly(RedisData.EMPTIED);
			assertThat(this.feature.reading).containsExactly(RedisData.KEPT, RedisData.EMPTIED);
			assertThat(server.command("GET", "a")).isEqualTo("3");
			assertThat(server.command("GET", "b")).isEqualTo("1");
			assertThat(server.command("GET", "c")).isEqualTo("1");
		}
	}

	@Test
	void afterAnOldSnapshotTwoNodesRepeatWhatEachWroteSinceAndNoMore(RedisServer server) {
		try (JournalNode one = JournalNode.with(server, this.feature).connected();
				JournalNode two = JournalNode.with(server, this.other).connected()) {
			this.feature.writes(one, "one", "1");
			this.other.writes(two, "two", "1");
			one.beats(server, 4);
			Snapshot old = server.snapshot();
			this.feature.writes(one, "one", "2");
			this.other.writes(two, "two", "2");
			one.beats(server, 4);
			this.feature.writes(one, "more", "1");
			one.cutOff();
			two.cutOff();
			this.feature.leaves(one, "one", "3");
			server.restartFrom(old);
			assertThat(server.command("GET", "one")).isEqualTo("1");
			one.proxy.pass();
			two.proxy.pass();
			one.settles();
			two.settles();
			assertThat(this.feature.repeated).containsExactly(List.of("one=2", "more=1"));
			assertThat(this.feature.complete).isTrue();
			assertThat(this.other.repeated).containsExactly(List.of("two=2"));
			assertThat(this.feature.told).containsOnly(RedisData.ROLLED_BACK);
			assertThat(this.other.told).containsOnly(RedisData.ROLLED_BACK);
			assertThat(this.feature.reading).containsExactly(RedisData.KEPT, RedisData.ROLLED_BACK);
			assertThat(this.other.reading).containsExactly(RedisData.KEPT, RedisData.ROLLED_BACK);
			assertThat(server.command("GET", "one")).isEqualTo("3");
			assertThat(server.command("GET", "two")).isEqualTo("2");
			assertThat(server.command("GET", "more")).isEqualTo("1");
		}
	}

	/** From 7.0, only a server that is started with 'enable-debug-command' does it. */
	private static void reload(RedisServer server) {
		try {
			server.command("DEBUG", "RELOAD", "NOSAVE");
		}
		catch (RespException ex) {
			Assumptions.assumeFalse(ex.toString().contains("enable-debug-command"), ex.toString());
			throw ex;
		}
	}

	@Test
	void whileRedisIsInUseItsLossIsNoticedByTheBeat(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.feature).connected()) {
			this.feature.writes(node, "a", "1");
			node.beats(server, 2);
			server.snapshot();
			this.feature.writes(node, "a", "2");
			this.feature.writes(node, "b", "1");
			node.beats(server, 2);
			// The file of the snapshot, by a server that goes on.
			reload(server);
			assertThat(server.command("GET", "a")).isEqualTo("1");
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> "2".equals(server.command("GET", "a")));
			node.settles();
			assertThat(this.feature.repeated).containsExactly(List.of("a=2", "b=1"));
			assertThat(this.feature.told).hasSize(2).containsOnly(RedisData.ROLLED_BACK);
			server.command("FLUSHALL");
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> "2".equals(server.command("GET", "a")));
			node.settles();
			assertThat(this.feature.repeated.get(1)).containsExactly("a=1", "a=2", "b=1");
			assertThat(this.feature.told).hasSize(5).endsWith(RedisData.EMPTIED);
			assertThat(this.feature.reading).containsExactly(RedisData.KEPT, RedisData.ROLLED_BACK, RedisData.EMPTIED);
			assertThat(server.command("GET", "b")).isEqualTo("1");
			assertThat(node.states()).containsExactly(GuardState.AVAILABLE);
		}
	}

	/** Or else a handler would take what is missing for what was ended elsewhere. */
	@Test
	void whenTheRecoveryFailsInTheMiddleThenTheNextIsToldOfTheSameLoss(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.feature).connected()) {
			for (int i = 0; i < 3000; i++) {
				this.feature.writes(node, "k" + i, "1");
			}
			node.cutOff();
			server.restartEmpty();
			this.feature.onReplay((count) -> {
				if (count == 1500) {
					node.proxy.refuse();
				}
			});
			node.proxy.pass();
			Awaitility.await().until(() -> node.states().stream().filter(GuardState.UNAVAILABLE::equals).count() == 2);
			assertThat(node.pending()).isPositive();
			node.proxy.pass();
			node.settles();
			assertThat(this.feature.told).hasSizeGreaterThan(3000).containsOnly(RedisData.EMPTIED);
			assertThat(server.command("DBSIZE")).isEqualTo(3002L);
		}
	}

	@Test
	void whenAnEmptyRedisIsReadOnlyThenItsLossIsSeenToOnceAndNotAtEveryProbe(RedisServer server) {
		assertSeenToOnce(server, server::makeReadOnly, server::makeWritable);
	}

	@Test
	void whenAnEmptyRedisHasNoMemoryThenItsLossIsSeenToOnceAndNotAtEveryProbe(RedisServer server) {
		assertSeenToOnce(server, server::fillMemory, server::freeMemory);
	}

	private void assertSeenToOnce(RedisServer server, Runnable refuse, Runnable admit) {
		try (JournalNode node = JournalNode.with(server, this.feature).connected();
				CapturedLog log = new CapturedLog()) {
			this.feature.writes(node, "a", "1");
			node.beats(server, 2);
			node.cutOff();
			this.feature.leaves(node, "b", "1");
			server.restartEmpty();
			refuse.run();
			node.proxy.pass();
			node.reaches(GuardState.WRITES_REFUSED, Duration.ofSeconds(3));
			long probes = server.calls("eval");
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.calls("eval") > probes + 4);
			assertThat(node.guard.getState()).isEqualTo(GuardState.WRITES_REFUSED);
			assertThat(this.feature.reading).containsExactly(RedisData.KEPT, RedisData.EMPTIED);
			assertThat(this.feature.repeated).containsExactly(List.of("a=1"));
			assertThat(log.lines(LOST)).hasSize(1);
			assertThat(this.feature.replays).hasValue(0);
			admit.run();
			node.settles();
			assertThat(this.feature.told).containsOnly(RedisData.EMPTIED);
			assertThat(server.command("GET", "a")).isEqualTo("1");
			assertThat(server.command("GET", "b")).isEqualTo("1");
			// Once more now that it can be recorded: nobody knows what was there
			// meanwhile.
			assertThat(this.feature.repeated).containsExactly(List.of("a=1"), List.of());
			assertThat(log.lines(LOST)).hasSize(2);
		}
	}

}
