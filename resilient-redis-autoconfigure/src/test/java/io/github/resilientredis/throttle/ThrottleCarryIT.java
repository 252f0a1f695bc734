/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was given out while Redis was away is charged there once, whatever was heard of
 * it, and what Redis lost is put back.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleCarryIT {

	private static final ThrottleLimit TEN = ThrottleLimit.of("ten", ThrottleRate.of(10, Duration.ofHours(1)));

	private static final int KEYS = 40;

	private static final int THREADS = 3;

	/** Long enough to cut the line while replies are on it. */
	private static final Duration LATE = Duration.ofMillis(200);

	@Test
	void whenFlushesTookEffectAndNobodyHeardOfItThenTheyAreNotChargedAgain(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			givesOutAlone(node, "warm-up");
			node.reconnected();
			bucket(server, "warm-up").has(8);
			List<StoredBucket> buckets = keys().mapToObj((i) -> bucket(server, "key-" + i)).toList();
			givesOutAlone(node, keys().mapToObj((i) -> "key-" + i).toArray(String[]::new));
			flushesUnheard(server, node);
			assertThat(buckets).allSatisfy((bucket) -> assertThat(bucket.left()).isEqualTo(8));
			server.resetStats();
			node.reconnected();
			awaitThat(() -> server.calls("evalsha") >= KEYS);
			keys().forEach((i) -> assertThat(node.throttle.tryAcquire("ten", "key-" + i).remaining()).isEqualTo(7));
			assertThat(buckets).allSatisfy((bucket) -> assertThat(bucket.left()).isEqualTo(7));
		}
	}

	@Test
	void whenRedisLosesItsDataBeforeAFlushIsHeardOfThenAllOfItIsPutBack(RedisServer server) {
		StoredBucket bucket = bucket(server, "alice");
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			givesOutAlone(node, "warm-up");
			node.reconnected();
			bucket(server, "warm-up").has(8);
			node.admitted(5, "ten", "alice");
			givesOutAlone(node, "alice");
			flushesUnheard(server, node);
			assertThat(bucket.left()).isEqualTo(3);
			server.restartEmpty();
			assertThat(bucket.exists()).isFalse();
			node.reconnected();
			bucket.has(3);
			assertThat(node.admitted(4, "ten", "alice")).isEqualTo(3);
		}
	}

	@Test
	void whenRedisLosesItsLastMomentsOnlyThenTheyArePutBackToo(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			Snapshot before = null;
			Object beat = null;
			String key = null;
			for (int i = 0; !beat(server).equals(beat); i++) {
				beat = beat(server);
				before = server.snapshot();
				key = "key-" + i;
				assertThat(node.admitted(11, "ten", key)).isEqualTo(10);
			}
			assertThat(before).isNotNull();
			assertThat(key).isNotNull();
			server.restartFrom(before);
			node.reaches(GuardState.AVAILABLE);
			bucket(server, key).has(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,false", "true,true", "false,false", "false,true" })
	void whenADecisionTimedOutThenItIsChargedOnceWhetherItTookEffectLaterOrNot(boolean landed, boolean async,
			RedisServer server) {
		StoredBucket bucket = bucket(server, "alice");
		try (ThrottledNode node = ThrottledNode.start(server, TEN);
				UnguardedClient unguarded = UnguardedClient.to(node.proxy, Duration.ofMillis(400))) {
			node.admitted(3, "ten", "alice");
			unguarded.assertWorks();
			node.proxy.blackHole();
			ThrottleDecision decision = async
					? node.throttle.tryAcquireAsync("ten", "alice").toCompletableFuture().join()
					: node.throttle.tryAcquire("ten", "alice");
			assertThat(decision.source()).isEqualTo(ThrottleSource.LOCAL);
			assertThat(decision.isAdmitted()).isTrue();
			unguarded.assertFails();
			assertThat(bucket.left()).isEqualTo(7);
			if (!landed) {
				node.proxy.cut();
				node.reaches(GuardState.UNAVAILABLE);
			}
			node.proxy.pass();
			bucket.has(6);
			node.reaches(GuardState.AVAILABLE);
			assertThat(node.throttle.tryAcquire("ten", "alice").remaining()).isEqualTo(5);
			assertThat(bucket.left()).isEqualTo(5);
		}
	}

	@Test
	void whenAnswersAreCutInTheMiddleThenEachDecisionIsChargedOnce(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			for (int i = 0; i < 8; i++) {
				node.admitted(1, "ten", "key-" + i);
				node.proxy.cutMidReply();
				assertThat(node.throttle.tryAcquire("ten", "key-" + i).source()).isEqualTo(ThrottleSource.LOCAL);
				node.reaches(GuardState.AVAILABLE);
				assertThat(node.throttle.tryAcquire("ten", "key-" + i).remaining()).isEqualTo(7);
			}
		}
	}

	@Test
	void theFirstDecisionsAfterwardsKnowWhatWasGivenOut(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			List<String> keys = IntStream.range(0, 300).mapToObj((i) -> "key-" + i).toList();
			givesOutAlone(node, keys.toArray(String[]::new));
			List<Queue<Long>> remaining = keys.stream()
				.<Queue<Long>>map((key) -> new ConcurrentLinkedQueue<>())
				.toList();
			node.reconnected();
			CyclicBarrier together = new CyclicBarrier(THREADS);
			List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> IntStream.range(0, keys.size()).forEach((key) -> {
					meet(together);
					remaining.get(key).add(node.throttle.tryAcquire("ten", keys.get(key)).remaining());
				}), (task) -> new Thread(task).start()))
				.toList();
			threads.forEach(CompletableFuture::join);
			assertThat(remaining).allSatisfy((left) -> assertThat(left).containsExactlyInAnyOrder(7L, 6L, 5L));
		}
	}

	private static void meet(CyclicBarrier together) {
		try {
			together.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenAFlushFailsThenTheNodeHasNoSecondShare(RedisServer server) {
		ThrottleLimit thirty = ThrottleLimit.of("thirty", ThrottleRate.of(30, Duration.ofHours(1)));
		StoredBucket bucket = new StoredBucket(server, thirty, "alice");
		try (ThrottledNode node = ThrottledNode.start(server, 3, Clock.systemUTC(), thirty)) {
			node.cutOff();
			assertThat(node.admitted(20, "thirty", "alice")).isEqualTo(10);
			server.command("LPUSH", bucket.key(), "not a bucket");
			node.reconnected();
			for (int i = 0; i < 20; i++) {
				ThrottleDecision decision = node.throttle.tryAcquire("thirty", "alice");
				assertThat(decision.source()).isEqualTo(ThrottleSource.LOCAL);
				assertThat(decision.outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			}
			bucket.delete();
			assertThat(node.throttle.tryAcquire("thirty", "alice").remaining()).isEqualTo(19);
		}
	}

	@Test
	void whenAKeyIsDeletedAtRedisThenItIsFullAgain(RedisServer server) {
		StoredBucket bucket = bucket(server, "alice");
		try (ThrottledNode node = ThrottledNode.start(server, TEN)) {
			assertThat(node.admitted(9, "ten", "alice")).isEqualTo(9);
			bucket.delete();
			assertThat(node.throttle.tryAcquire("ten", "alice").remaining()).isEqualTo(9);
			bucket.delete();
			node.cutOff();
			node.reconnected();
			assertThat(node.throttle.tryAcquire("ten", "alice").remaining()).isEqualTo(9);
		}
	}

	/** Two for each of the keys, while it is cut off. */
	private static void givesOutAlone(ThrottledNode node, String... keys) {
		node.cutOff();
		for (String key : keys) {
			assertThat(node.throttle.tryAcquire("ten", key).source()).isEqualTo(ThrottleSource.LOCAL);
			assertThat(node.throttle.tryAcquire("ten", key).isAdmitted()).isTrue();
		}
	}

	/** What is told Redis takes effect, and the line is cut before anyone hears of it. */
	private static void flushesUnheard(RedisServer server, ThrottledNode node) {
		node.proxy.delay(LATE);
		server.resetStats();
		awaitThat(() -> node.guard.getState() == GuardState.AVAILABLE);
		awaitThat(() -> server.calls("evalsha") > 0);
		Awaitility.await().pollDelay(LATE.dividedBy(2)).until(() -> true);
		node.cutOff();
	}

	private static StoredBucket bucket(RedisServer server, String key) {
		return new StoredBucket(server, TEN, key);
	}

	private static IntStream keys() {
		return IntStream.range(0, KEYS);
	}

	private static String beat(RedisServer server) {
		return String.valueOf(server.command("GET", "resilient-redis:marker"));
	}

	private static void awaitThat(BooleanSupplier condition) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(5))
			.until(condition::getAsBoolean);
	}

}
