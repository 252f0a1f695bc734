/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a throttle does when others mean it ill: many keys at once, foreign values where
 * its buckets are, and permissions that are not granted.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleHostileIT {

	private static final Duration HOUR = Duration.ofHours(1);

	/** The throttle sees to it every second; the second flush follows the first. */
	private static final Duration TWO_BEATS = Duration.ofSeconds(3);

	private static final ThrottleLimit TWELVE = ThrottleLimit.of("twelve", ThrottleRate.of(12, HOUR));

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void whenRedisIsAwayThenNobodyGetsRidOfALimitByAskingForManyKeys(int nodes, RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, nodes, Clock.systemUTC(), TWELVE)) {
			assertThat(node.admitted(13, "twelve", "before")).isEqualTo(12);
			node.cutOff();
			assertThat(node.admitted(13, "twelve", "meanwhile")).isEqualTo(12 / nodes);
			for (int i = 0; i < 5 * ThrottledNode.MAX_LOCAL_KEYS; i++) {
				assertThat(node.throttle.tryAcquire("twelve", "other-" + i).isAdmitted()).isTrue();
			}
			assertThat(node.throttle.tryAcquire("twelve", "before").isAdmitted()).isFalse();
			assertThat(node.throttle.tryAcquire("twelve", "meanwhile").isAdmitted()).isFalse();
			node.reconnected();
			new StoredBucket(server, TWELVE, "meanwhile").has(12 - 12 / nodes);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET %s nonsense", "SET %s \u0000\u0000\u0000\u0001\u0000\u0000", "HSET %s a b" })
	void whenABucketsKeyHoldsSomethingElseThenTheNodeDecidesAndSaysSoOnce(String command, RedisServer server) {
		StoredBucket bucket = new StoredBucket(server, TWELVE, "alice");
		try (ThrottledNode node = ThrottledNode.start(server, TWELVE); CapturedLog log = new CapturedLog()) {
			server.command(String.format(command, bucket.key()).split(" ", -1));
			for (int i = 0; i < 3; i++) {
				assertThat(node.throttle.tryAcquire("twelve", "alice").source()).isEqualTo(ThrottleSource.LOCAL);
				assertThat(node.throttle.tryAcquireAsync("twelve", "alice").toCompletableFuture().join().isAdmitted())
					.isTrue();
			}
			assertThat(node.admitted(10, "twelve", "alice")).isEqualTo(6);
			assertThat(node.throttle.tryAcquire("twelve", "bob").source()).isEqualTo(ThrottleSource.REDIS);
			assertThat(log.lines("Limit 'twelve' is kept by this node alone")).hasSize(1);
			assertThat(log.linesOf(GuardedThrottle.class)).hasSizeLessThanOrEqualTo(2);
			assertThat(log.lines("Redis connection failed")).isEmpty();
			bucket.delete();
			assertThat(node.throttle.tryAcquire("twelve", "alice").outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			bucket.has(0, TWO_BEATS);
		}
	}

	@Test
	void whenSomeKeysCannotBeToldToRedisThenTheOthersAre(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, TWELVE)) {
			node.cutOff();
			for (int i = 0; i < 200; i++) {
				node.admitted(5, "twelve", "bad-" + i);
				node.admitted(5, "twelve", "good-" + i);
				server.command("SET", new StoredBucket(server, TWELVE, "bad-" + i).key(), "nonsense");
			}
			node.reconnected();
			for (int i = 0; i < 200; i++) {
				new StoredBucket(server, TWELVE, "good-" + i).has(7, TWO_BEATS);
			}
		}
	}

	@Test
	void whenScriptsAreNotPermittedThenTheNodeDecidesAndSaysSoOnce(RedisServer server) {
		try (CapturedLog log = new CapturedLog();
				ThrottledNode node = ThrottledNode.asUser(server, "-eval -evalsha", TWELVE)) {
			assertThat(node.throttle.tryAcquire("twelve", "alice").source()).isEqualTo(ThrottleSource.LOCAL);
			assertThat(node.throttle.tryAcquireAsync("twelve", "alice").toCompletableFuture().join().source())
				.isEqualTo(ThrottleSource.LOCAL);
			assertThat(node.admitted(20, "twelve", "alice")).isEqualTo(10);
			assertThat(node.admitted(20, "twelve", "bob")).isEqualTo(12);
			assertThat(log.lines("Limit 'twelve' is kept by this node alone")).hasSize(1);
			ThrottledNode.permit(server, "+eval +evalsha");
			new StoredBucket(server, TWELVE, "alice").has(0, TWO_BEATS);
			assertThat(node.throttle.tryAcquire("twelve", "carol").source()).isEqualTo(ThrottleSource.REDIS);
		}
	}

	@Test
	void whenManyThreadsAskOneNodeForOneKeyThenExactlyTheLimitIsAdmittedWithFewCommands(RedisServer server) {
		ThrottleLimit limit = ThrottleLimit.of("hot", ThrottleRate.of(2000, HOUR));
		try (ThrottledNode node = ThrottledNode.start(server, limit)) {
			node.admitted(1, "hot", "warm-up");
			server.resetStats();
			assertThat(admitted(List.of(node), 16, 200)).isEqualTo(2000);
			assertThat(server.calls("evalsha")).isLessThan(2000);
		}
	}

	@Test
	void whenManyThreadsAskSeveralNodesForOneKeyThenExactlyTheLimitIsAdmitted(RedisServer server) {
		ThrottleLimit limit = ThrottleLimit.of("hot", ThrottleRate.of(1000, HOUR));
		try (ThrottledNode one = ThrottledNode.start(server, limit);
				ThrottledNode two = ThrottledNode.start(server, limit);
				ThrottledNode three = ThrottledNode.start(server, limit)) {
			one.admitted(1, "hot", "warm-up");
			server.resetStats();
			assertThat(admitted(List.of(one, two, three), 8, 100)).isEqualTo(1000);
			assertThat(server.calls("evalsha")).isLessThan(1000);
		}
	}

	/** How much of that which all threads of all nodes ask for. */
	private static int admitted(List<ThrottledNode> nodes, int threads, int calls) {
		List<CompletableFuture<Integer>> admitted = IntStream.range(0, threads * nodes.size())
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> nodes.get(i % nodes.size()).admitted(calls, "hot", "everyone"),
					(task) -> new Thread(task).start()))
			.toList();
		return admitted.stream().mapToInt(CompletableFuture::join).sum();
	}

}
