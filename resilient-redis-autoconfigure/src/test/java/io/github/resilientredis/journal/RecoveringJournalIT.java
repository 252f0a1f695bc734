/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the journal gets into Redis.
 */
@ExtendWith(RedisKitExtension.class)
class RecoveringJournalIT {

	private final RecordingFeature writes = new RecordingFeature("writes", ReplayPhase.WRITES);

	private final RecordingFeature invalidations = new RecordingFeature("invalidations", ReplayPhase.INVALIDATIONS);

	private final RecordingFeature ends = new RecordingFeature("ends", ReplayPhase.ENDS);

	@Test
	void endsComeFirstThenInvalidationsThenTheRest(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.writes, this.invalidations, this.ends).connected()) {
			node.cutOff();
			for (RecordingFeature feature : List.of(this.writes, this.invalidations, this.ends)) {
				for (int i = 0; i < 1500; i++) {
					feature.leaves(node, feature.feature().name() + i, "1");
				}
			}
			node.proxy.pass();
			node.settles();
			List<String> sent = JournalNode.list(server, "sent");
			assertThat(sent).hasSize(4500);
			assertThat(withoutRepeats(sent)).containsExactly("ends", "invalidations", "writes");
			assertThat(node.states()).containsExactly(GuardState.AVAILABLE, GuardState.UNAVAILABLE,
					GuardState.RECOVERING, GuardState.AVAILABLE);
		}
	}

	private static List<String> withoutRepeats(List<String> all) {
		List<String> changes = new ArrayList<>();
		for (String one : all) {
			if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(one)) {
				changes.add(one);
			}
		}
		return changes;
	}

	@Test
	void writersWhoNeverPauseDoNotKeepARecoveryFromItsEndAndLoseNothing(RedisServer server) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(3);
		AtomicLong appended = new AtomicLong();
		try (JournalNode node = JournalNode.with(server, this.writes).connected()) {
			for (int i = 0; i < 3; i++) {
				threads.execute(() -> {
					while (!Thread.currentThread().isInterrupted()) {
						this.writes.leaves(node, "k" + appended.getAndIncrement(), "1");
						LockSupport.parkNanos(100_000);
					}
				});
			}
			node.cutOff();
			long before = appended.get();
			Awaitility.await().until(() -> appended.get() > before + 1000);
			node.proxy.pass();
			node.reaches(GuardState.RECOVERING, Duration.ofSeconds(3));
			long begun = System.nanoTime();
			long atBegin = appended.get();
			node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(5));
			Duration took = Duration.ofNanos(System.nanoTime() - begun);
			long during = appended.get() - atBegin;
			threads.shutdownNow();
			assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
			node.settles();
			LoggerFactory.getLogger("figures")
				.warn("recovered in {} ms while {} records were appended", took.toMillis(), during);
			assertThat(during).isGreaterThan(500);
			assertThat(took).isLessThan(Duration.ofMillis(2500));
			assertThat(server.command("DBSIZE")).as("keys, 'sent' and the marker").isEqualTo(appended.get() + 2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenRedisFailsInTheMiddleThenTheRestFollowsAndAllIsCounted(RedisServer server) {
		try (JournalNode node = JournalNode.with(server, this.writes).connected();
				CapturedLog log = new CapturedLog()) {
			node.cutOff();
			for (int i = 0; i < 5000; i++) {
				this.writes.leaves(node, "k" + i, "1");
			}
			this.writes.onReplay((count) -> {
				if (count == 2500) {
					node.proxy.refuse();
				}
			});
			node.proxy.pass();
			Awaitility.await().until(() -> node.states().stream().filter(GuardState.UNAVAILABLE::equals).count() == 2);
			assertThat(node.pending()).isBetween(1L, 4000L);
			node.proxy.pass();
			node.settles();
			assertThat(server.command("DBSIZE")).isEqualTo(5002L);
			assertThat(node.states()).containsExactly(GuardState.AVAILABLE, GuardState.UNAVAILABLE,
					GuardState.RECOVERING, GuardState.UNAVAILABLE, GuardState.RECOVERING, GuardState.AVAILABLE);
			Awaitility.await().until(() -> log.lines("Redis recovered after").size() == 1);
			assertThat(log.lines("Redis recovered after")).singleElement()
				.asString()
				.endsWith(": 5000 journal records replayed");
		}
	}

	@Test
	void withoutEvalTheMarkerIsGivenUpOnceAndRedisIsUsedAllTheSame(RedisServer server) {
		try (CapturedLog log = new CapturedLog();
				JournalNode node = JournalNode.asUser(server, "-eval -evalsha", List.of(), List.of(this.writes))
					.connected()) {
			for (int i = 0; i < 3; i++) {
				node.cutOff();
				this.writes.leaves(node, "k", String.valueOf(i));
				node.proxy.pass();
				node.settles();
				assertThat(server.command("GET", "k")).isEqualTo(String.valueOf(i));
			}
			assertThat(log.lines("The marker cannot be used")).hasSize(1);
			assertThat(server.command("EXISTS", "resilient-redis:marker")).isEqualTo(0L);
		}
	}

	/** Now that it was seen, the beat is tried, too. */
	@Test
	void whenEvalIsForbiddenLaterThenRedisIsUsedAllTheSame(RedisServer server) {
		try (CapturedLog log = new CapturedLog();
				JournalNode node = JournalNode.asUser(server, "", List.of(), List.of(this.writes)).connected()) {
			assertThat(server.command("EXISTS", "resilient-redis:marker")).isEqualTo(1L);
			JournalNode.permit(server, "-eval");
			for (int i = 0; i < 2; i++) {
				node.cutOff();
				this.writes.leaves(node, "k", String.valueOf(i));
				node.proxy.pass();
				node.settles();
				assertThat(server.command("GET", "k")).isEqualTo(String.valueOf(i));
			}
			assertThat(log.lines("The marker cannot be used")).hasSize(1);
			JournalNode.permit(server, "+eval");
			node.beats(server, 1);
		}
	}

	@Test
	void whereEarlierConnectionsCannotBeEndedInvalidationsAreRepeatedAfterASecond(RedisServer server) {
		// Before 7.2 there is no SETINFO, and 7.0 does not let it be permitted.
		boolean hasNoSetInfo = String.valueOf(server.command("INFO", "server")).contains("redis_version:7.0.");
		assertRepeatedLater(server, "-client +client|id +client|setname" + (hasNoSetInfo ? "" : " +client|setinfo"), 2);
	}

	@Test
	void whereTheServerDoesNotSayWhichRunItIsInvalidationsAreRepeatedAfterASecond(RedisServer server) {
		assertRepeatedLater(server, "-info", 2);
	}

	@Test
	void whereEarlierConnectionsAreEndedNothingIsRepeated(RedisServer server) {
		assertRepeatedLater(server, "", 1);
	}

	private void assertRepeatedLater(RedisServer server, String rules, int times) {
		try (JournalNode node = JournalNode.asUser(server, rules, List.of(), List.of(this.writes, this.invalidations))
			.connected()) {
			node.cutOff();
			this.invalidations.leaves(node, "i", "1");
			this.writes.leaves(node, "w", "1");
			node.proxy.pass();
			node.settles();
			long open = System.nanoTime();
			assertThat(this.invalidations.replays).hasValue(1);
			Awaitility.await()
				.pollDelay(Duration.ofMillis((times > 1) ? 10 : 1400))
				.atMost(Duration.ofSeconds(3))
				.until(this.invalidations.replays::get, Integer.valueOf(times)::equals);
			if (times > 1) {
				assertThat(Duration.ofNanos(System.nanoTime() - open)).isGreaterThan(Duration.ofMillis(800));
			}
			assertThat(this.writes.replays).hasValue(1);
		}
	}

}
