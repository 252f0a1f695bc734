/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(RedisKitExtension.class)
class MarkerIT {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whateverIsLostIsToldAndNothingElseIs(long seed, RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			Map<DataState, Integer> findings = new MarkerWorld(seed, server, true, true).run(400);
			assertThat(findings).as("seed %d", seed).containsKeys(DataState.KEPT, DataState.ROLLED_BACK);
		}
	}

	@Test
	void whenAnotherNodeMeetsTheRolledBackDataFirstThenTheLossIsNotHidden(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue start = beats(server, server.meet(server.run(), null), 2);
			Snapshot old = redis.snapshot();
			MarkerValue lastSeen = beats(server, server.meet(server.run(), start), 3);
			assertThat(lastSeen.position().beat()).isEqualTo(5);
			server.restart(old);
			beats(server, server.meet(server.run(), null), 10);
			MarkerFinding finding = server.meet(server.run(), lastSeen);
			assertThat(finding.state()).as("the finding of a node that comes later").isEqualTo(DataState.ROLLED_BACK);
			assertThat(finding.since()).isEqualTo(start.position());
			assertThat(finding.serverRestarted()).isTrue();
			assertThat(server.meet(server.run(), start).state()).isEqualTo(DataState.KEPT);
		}
	}

	@Test
	void whenTheDataAreExchangedBehindTheConnectionThenTheBeatTellsAndKeepsItOnRecord(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue early = beats(server, server.meet(server.run(), null), 2);
			String old = text(redis);
			MarkerValue lastSeen = beats(server, server.meet(server.run(), early), 3);
			redis.command("SET", RealServer.KEY, old);
			MarkerFinding finding = server.beat(server.run(), lastSeen);
			assertThat(finding.state()).isEqualTo(DataState.ROLLED_BACK);
			beats(server, finding, 10);
			MarkerFinding others = server.beat(server.run(), lastSeen);
			assertThat(others.state()).as("the finding of a node that comes later").isEqualTo(DataState.ROLLED_BACK);
			assertThat(others.since()).isEqualTo(early.position()).isEqualTo(finding.since());
			redis.command("FLUSHDB");
			assertThat(server.beat(server.run(), lastSeen).state()).isEqualTo(DataState.EMPTIED);
			assertThat(server.beat(server.run(), lastSeen).state()).isEqualTo(DataState.EMPTIED);
		}
	}

	@Test
	void whenNothingHappensThenTheBeatCountsAndMeetingChangesNothing(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerFinding first = server.meet(server.run(), null);
			assertThat(first.state()).isEqualTo(DataState.FIRST);
			MarkerValue one = beats(server, first, 1);
			String text = text(redis);
			MarkerFinding again = server.meet(server.run(), one);
			assertThat(text(redis)).isEqualTo(text);
			assertThat(again).isEqualTo(new MarkerFinding(DataState.KEPT, null, one, false));
			redis.restart();
			server.reconnect();
			assertThat(server.meet(server.run(), one).state()).isEqualTo(DataState.KEPT);
			assertThat(server.meet(server.run(), one).serverRestarted()).isTrue();
		}
	}

	@Test
	void whenTheRunIsUnknownThenEachMeetingIsANewOneAndBeatsGoOn(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerFinding mine = server.beat(null, present(server.meet(null, null).now()));
			MarkerFinding others = server.meet(null, mine.now());
			assertThat(others.state()).isEqualTo(DataState.KEPT);
			assertThat(others.serverRestarted()).isTrue();
			MarkerFinding next = server.beat(null, present(mine.now()));
			assertThat(next.state()).isEqualTo(DataState.KEPT);
			assertThat(next.serverRestarted()).isTrue();
			assertThat(present(next.now()).position())
				.isEqualTo(new MarkerPosition(present(others.now()).position().epoch(), 1));
			assertThat(server.beat(null, present(next.now())).serverRestarted()).isFalse();
		}
	}

	@Test
	void whenManyMeetANewRunAtOnceThenThereIsOneNewEpoch(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue lastSeen = beats(server, server.meet(server.run(), null), 1);
			for (int round = 0; round < 20; round++) {
				List<StatefulRedisConnection<byte[], byte[]>> connections = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					connections.add(server.connect());
				}
				String run = "run" + round;
				MarkerValue before = lastSeen;
				List<CompletableFuture<MarkerFinding>> findings = connections.parallelStream()
					.map((one) -> server.marker.meet(one.async(), run, before).toCompletableFuture())
					.toList();
				assertThat(findings.stream().map((one) -> RealServer.await(one).now()).distinct()).hasSize(1);
				assertThat(RealServer.await(findings.get(0)).state()).isEqualTo(DataState.KEPT);
				lastSeen = present(RealServer.await(findings.get(0)).now());
				connections.forEach(StatefulRedisConnection::close);
			}
			assertThat(lastSeen.ancestors()).hasSize(20);
		}
	}

	@Test
	void whenMoreRunsAreMetThanAreRememberedThenTheOldestIsForgotten(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue first = beats(server, server.meet(server.run(), null), 1);
			for (int i = 0; i < Marker.MAX_ANCESTORS; i++) {
				assertThat(server.meet("run" + i, first).state()).isEqualTo(DataState.KEPT);
			}
			MarkerFinding finding = server.meet("another", first);
			assertThat(finding.state()).isEqualTo(DataState.EMPTIED);
			assertThat(present(finding.now()).ancestors()).hasSize(Marker.MAX_ANCESTORS);
		}
	}

	@Test
	void whenWritesAreRefusedThenTheServerSaysSoAndReadingTellsTheSame(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue early = beats(server, server.meet(server.run(), null), 2);
			Snapshot old = redis.snapshot();
			MarkerValue lastSeen = beats(server, server.meet(server.run(), early), 3);
			server.restart(old);
			String text = text(redis);
			redis.makeReadOnly();
			refuses(server, early, lastSeen, "READONLY");
			redis.makeWritable();
			redis.fillMemory();
			refuses(server, early, lastSeen, "OOM");
			redis.freeMemory();
			assertThat(text(redis)).isEqualTo(text);
			assertThat(server.meet(server.run(), lastSeen).state()).isEqualTo(DataState.ROLLED_BACK);
		}
	}

	@Test
	void whenOnlyReadingWasPossibleThenTheFirstBeatMakesUpForTheMeeting(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue early = beats(server, server.meet(server.run(), null), 2);
			Snapshot old = redis.snapshot();
			MarkerValue lastSeen = beats(server, server.meet(server.run(), early), 3);
			for (@Nullable
			String run : new @Nullable String[] { "told", null }) {
				server.restart(old);
				MarkerFinding read = server.read(run, early);
				assertThat(server.read(run, read.now()).serverRestarted()).isEqualTo(run == null);
				MarkerFinding finding = server.beat(run, present(read.now()));
				assertThat(finding.state()).isEqualTo(DataState.KEPT);
				for (int i = 0; i < 10; i++) {
					finding = server.beat(run, present(finding.now()));
					assertThat(finding.serverRestarted()).isFalse();
				}
				assertThat(server.meet(run, lastSeen).state()).isEqualTo(DataState.ROLLED_BACK);
			}
		}
	}

	private static void refuses(RealServer server, MarkerValue early, MarkerValue lastSeen, String word) {
		for (MarkerValue seen : List.of(early, lastSeen)) {
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> server.meet(server.run(), seen))
				.withMessageContaining(word);
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> server.beat(server.run(), seen))
				.withMessageContaining(word);
		}
		MarkerFinding finding = server.read(server.run(), lastSeen);
		assertThat(finding.state()).isEqualTo(DataState.ROLLED_BACK);
		assertThat(finding.since()).isEqualTo(early.position());
		assertThat(server.read(server.run(), early).state()).isEqualTo(DataState.KEPT);
		assertThat(server.read(server.run(), early).serverRestarted()).isTrue();
	}

	@Test
	void whateverStandsUnderTheKeyIsNoFailure(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			MarkerValue lastSeen = beats(server, server.meet(server.run(), null), 1);
			List<Runnable> foreign = List.of(() -> redis.command("DEL", RealServer.KEY),
					() -> redis.command("LPUSH", RealServer.KEY, "x"),
					() -> redis.command("HSET", RealServer.KEY, "a", "x"),
					() -> redis.command("SET", RealServer.KEY, "x".repeat(10_000_000)),
					() -> redis.command("SET", RealServer.KEY, new String(lastSeen.format()) + "0".repeat(5_000)));
			for (Runnable set : foreign) {
				redis.command("DEL", RealServer.KEY);
				set.run();
				assertThat(server.read(server.run(), lastSeen))
					.isEqualTo(new MarkerFinding(DataState.EMPTIED, null, null, true));
				assertThat(server.meet(server.run(), lastSeen).state()).isEqualTo(DataState.EMPTIED);
				redis.command("DEL", RealServer.KEY);
				set.run();
				MarkerFinding finding = server.beat(server.run(), lastSeen);
				assertThat(finding.state()).isEqualTo(DataState.EMPTIED);
				assertThat(server.beat(server.run(), present(finding.now())).state()).isEqualTo(DataState.KEPT);
			}
		}
	}

	@Test
	void theScriptTakesForForeignWhatTheParserDoes(RedisServer redis) {
		try (RealServer server = new RealServer(redis)) {
			String valid = "rr1 aaaaaaaaaaaaaaaa 12 run bbbbbbbbbbbbbbbb:345,cccccccccccccccc:6";
			int ours = 0;
			for (int i = 0; i <= valid.length(); i++) {
				for (String text : variants(valid, i)) {
					redis.command("SET", RealServer.KEY, text);
					MarkerValue parsed = MarkerValue.parse(bytes(text));
					ours += (parsed != null) ? 1 : 0;
					MarkerValue now = present(server.meet("another", null).now());
					if (parsed != null) {
						assertThat(now.ancestors()).as(text)
							.startsWith(parsed.position())
							.endsWith(parsed.ancestors().toArray(MarkerPosition[]::new));
					}
					else {
						assertThat(now.ancestors()).as(text).isEmpty();
					}
				}
			}
			assertThat(ours).isGreaterThan(50);
		}
	}

	private static List<String> variants(String valid, int at) {
		List<String> variants = new ArrayList<>();
		variants.add(valid.substring(0, at));
		for (String inserted : List.of("0", "1234567890123", "g", "?", "-", ",", ":", " ", "\u0000", "\n", "\u00e9")) {
			variants.add(valid.substring(0, at) + inserted + valid.substring(at));
			variants.add(valid.substring(0, at) + inserted + valid.substring(Math.min(at + 1, valid.length())));
		}
		return variants;
	}

	private static MarkerValue beats(RealServer server, MarkerFinding from, int times) {
		MarkerValue now = present(from.now());
		for (int i = 0; i < times; i++) {
			MarkerFinding finding = server.beat(server.run(), now);
			assertThat(finding.state()).isEqualTo(DataState.KEPT);
			now = present(finding.now());
		}
		return now;
	}

	private static MarkerValue present(@Nullable MarkerValue value) {
		return Objects.requireNonNull(value);
	}

	private static String text(RedisServer redis) {
		return String.valueOf(redis.command("GET", RealServer.KEY));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
