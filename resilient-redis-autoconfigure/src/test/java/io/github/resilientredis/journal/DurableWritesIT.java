/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisCommandExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@link DurableWrites} promise about single writes.
 */
@ExtendWith(RedisKitExtension.class)
class DurableWritesIT {

	private final CommandWrites numbers = new CommandWrites("number", true,
			(redis, key, payload) -> redis.set(key, payload));

	private final CommandWrites members = new CommandWrites("member", false,
			(redis, key, payload) -> redis.sadd(key, payload));

	private final CommandWrites broken = new CommandWrites("broken", false, (redis, key, payload) -> {
		throw new AssertionError("broken");
	});

	@Test
	void whileRedisIsInUseAWriteIsAppliedAtOnceAndNothingWaits(RedisServer server) {
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, this.numbers).connected()) {
			assertThat(submit(node, this.numbers, "k", "1")).isEqualTo(WriteOutcome.APPLIED);
			assertThat(server.command("GET", "k")).isEqualTo("1");
			assertThat(node.pending()).isZero();
			assertThat(this.numbers.applied).hasValue(1);
		}
	}

	@Test
	void whenAWriteTimesOutThenTheNextOfItsKeyStaysBehindIt(RedisServer server) {
		NumberedWrites type = new NumberedWrites();
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, type).connected()) {
			node.proxy.delay(Duration.ofMillis(900));
			CompletableFuture<WriteOutcome> first = node.writes.submitAsync(type.type(), bytes("k"), bytes("1"));
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.until(() -> JournalNode.list(server, "log:k"), List.of("1")::equals);
			node.proxy.pass();
			CompletableFuture<WriteOutcome> second = node.writes.submitAsync(type.type(), bytes("k"), bytes("2"));
			assertThat(first.join()).isEqualTo(WriteOutcome.JOURNALLED);
			assertThat(second.join()).isEqualTo(WriteOutcome.JOURNALLED);
			node.settles();
			assertThat(JournalNode.list(server, "log:k")).isSorted().startsWith("1", "1").endsWith("2");
			assertThat(server.command("GET", "last:k")).isEqualTo("2");
			assertThat(server.command("ZCARD", "set:k")).isEqualTo(2L);
		}
	}

	@Test
	void aHandlersOwnFailureComesOutUnchangedAndDoesNotStayPending(RedisServer server) {
		server.command("SADD", "k", "a");
		CommandWrites lists = new CommandWrites("list", false, (redis, key, payload) -> redis.rpush(key, payload));
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, lists, this.members, this.broken)
			.connected()) {
			assertThatExceptionOfType(RedisCommandExecutionException.class)
				.isThrownBy(() -> submit(node, lists, "k", "b"))
				.withMessageStartingWith("WRONGTYPE");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> submit(node, this.broken, "k", "b"))
				.withMessage("broken");
			assertThat(node.pending()).isZero();
			assertThat(node.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(submit(node, this.members, "k", "c")).isEqualTo(WriteOutcome.APPLIED);
		}
	}

	@Test
	void atReplayAWriteThatRedisNeverTakesIsGivenUpWithOneLineAndStopsNobody(RedisServer server) {
		server.command("RPUSH", "list", "a");
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, this.members, this.broken)
			.connected(); CapturedLog log = new CapturedLog()) {
			node.cutOff();
			for (int i = 0; i < 10; i++) {
				assertThat(submit(node, this.members, (i == 4) ? "list" : "set", "m" + i))
					.isEqualTo(WriteOutcome.JOURNALLED);
			}
			assertThat(submit(node, this.broken, "x", "y")).isEqualTo(WriteOutcome.JOURNALLED);
			node.proxy.pass();
			node.settles();
			assertThat(server.command("SCARD", "set")).isEqualTo(9L);
			assertThat(node.states()).containsSubsequence(GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.AVAILABLE);
			assertThat(log.lines("is given up")).hasSize(2)
				.anyMatch((line) -> line.contains("write.member"))
				.anyMatch((line) -> line.contains("write.broken"));
			assertThat(log.lines("9 journal records replayed")).hasSize(1);
		}
	}

	@Test
	void whatRedisDoesNotPermitStopsNobodyAndIsAppliedOnceItDoes(RedisServer server) {
		try (JournalNode node = JournalNode.asUser(server, "-set", List.of(this.numbers, this.members), List.of())
			.connected()) {
			assertThat(submit(node, this.numbers, "k", "1")).isEqualTo(WriteOutcome.JOURNALLED);
			assertThat(submit(node, this.members, "set", "a")).isEqualTo(WriteOutcome.APPLIED);
			node.cutOff();
			assertThat(submit(node, this.members, "set", "b")).isEqualTo(WriteOutcome.JOURNALLED);
			assertThat(submit(node, this.numbers, "k", "2")).isEqualTo(WriteOutcome.JOURNALLED);
			node.proxy.pass();
			node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(3));
			assertThat(server.command("SCARD", "set")).isEqualTo(2L);
			assertThat(submit(node, this.members, "set", "c")).isEqualTo(WriteOutcome.APPLIED);
			assertThat(node.pending()).isEqualTo(1);
			assertThat(server.command("GET", "k")).isNull();
			JournalNode.permit(server, "+set");
			node.settles();
			assertThat(server.command("GET", "k")).isEqualTo("2");
		}
	}

	@Test
	void aFullJournalRefusesAndNothingOfWhatItRefusedAppearsLater(RedisServer server) {
		JournalSettings small = new JournalSettings(null, JournalSettings.MIN_SIZE, ForceMode.GROUPED);
		try (JournalNode node = JournalNode.writing(server, small, this.members).connected()) {
			node.cutOff();
			List<String> accepted = new ArrayList<>();
			int refused = 0;
			for (int i = 0; refused < 20; i++) {
				String member = i + "-" + "x".repeat(1000);
				try {
					submit(node, this.members, "set", member);
					accepted.add(member);
				}
				catch (JournalFullException ex) {
					refused++;
				}
			}
			assertThat(accepted).hasSizeBetween(30, 64);
			CompletableFuture<WriteOutcome> full = node.writes.submitAsync("member", bytes("set"), new byte[2000]);
			assertThat(full).failsWithin(Duration.ofSeconds(1))
				.withThrowableThat()
				.withCauseInstanceOf(JournalFullException.class);
			node.proxy.pass();
			node.settles();
			assertThat(server.command("SMEMBERS", "set")).asInstanceOf(InstanceOfAssertFactories.LIST)
				.containsExactlyInAnyOrderElementsOf(List.<Object>copyOf(accepted));
		}
	}

	@Test
	void whereALaterWriteReplacesEarlierOnesOnlyTheLastIsSent(RedisServer server) {
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, this.numbers).connected()) {
			node.cutOff();
			for (int i = 0; i < 100; i++) {
				submit(node, this.numbers, "k", String.valueOf(i));
			}
			assertThat(node.pending()).isEqualTo(1);
			assertThat(this.numbers.applied).hasValue(0);
			node.proxy.pass();
			node.settles();
			assertThat(server.command("GET", "k")).isEqualTo("99");
			assertThat(this.numbers.applied).hasValue(1);
		}
	}

	@Test
	void toSubmitWithoutWaitingNeverWaits(RedisServer server) {
		server.hang();
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, this.members)) {
			assertThat(node.guard.getState()).isEqualTo(GuardState.CONNECTING);
			List<CompletableFuture<WriteOutcome>> outcomes = submitMany(node, 100, "connecting");
			server.resume();
			node.connected();
			server.hang();
			outcomes.addAll(submitMany(node, 100, "hung"));
			node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
			outcomes.addAll(submitMany(node, 100, "away"));
			assertThat(outcomes.stream().map(CompletableFuture::join))
				.filteredOn((outcome) -> outcome == WriteOutcome.JOURNALLED)
				.hasSizeGreaterThanOrEqualTo(200);
			server.resume();
			node.settles();
			assertThat(server.command("SCARD", "set")).isEqualTo(300L);
		}
	}

	/** Many at once, to keys of their own: together in far less than one timeout. */
	private List<CompletableFuture<WriteOutcome>> submitMany(JournalNode node, int count, String name) {
		List<CompletableFuture<WriteOutcome>> outcomes = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			outcomes.add(node.writes.submitAsync("member", bytes("set"), bytes(name + i)));
		}
		assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).as(name).isLessThan(400);
		return outcomes;
	}

	private static WriteOutcome submit(JournalNode node, CommandWrites type, String key, String payload) {
		return node.writes.submit(type.type(), bytes(key), bytes(payload));
	}

	private static byte[] bytes(String text) {
		return JournalNode.bytes(text);
	}

}
