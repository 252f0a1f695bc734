/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each kind of limit does in each fault, and what is left of it afterwards. Alice
 * has 6 of 10 left when it begins, and asks twice meanwhile; Bob has used up all. When
 * Redis is rolled back, it is to when Alice had 9 and Bob had not come yet.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleFaultsIT {

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	private static final Duration SOON = Duration.ofSeconds(2);

	/** As many as the circuit looks at. */
	private static final int WINDOW = 24;

	static Stream<Arguments> faults() {
		return Stream.of(ThrottleFallback.values())
			.flatMap((fallback) -> Stream.of(ThrottleFault.values()).map((fault) -> Arguments.of(fallback, fault)));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void everyLimitDoesWhatItSaysAndIsRightAfterwards(ThrottleFallback fallback, ThrottleFault fault,
			RedisServer server) {
		ThrottleLimit limit = new ThrottleLimit("login", List.of(ThrottleRate.of(10, Duration.ofHours(1))), 1, fallback,
				ThrottlePrecision.EXACT, false);
		StoredBucket alice = new StoredBucket(server, limit, "alice");
		StoredBucket bob = new StoredBucket(server, limit, "bob");
		try (ThrottledNode node = ThrottledNode.start(server, limit);
				ThrottledNode other = ThrottledNode.start(server, limit)) {
			node.admitted(1, "login", "alice");
			Snapshot old = (fault == ThrottleFault.ROLLED_BACK) ? old(server) : server.snapshot();
			assertThat(node.admitted(3, "login", "alice")).isEqualTo(3);
			assertThat(node.admitted(11, "login", "bob")).isEqualTo(10);
			assertThat(alice.left()).isEqualTo(6);
			begin(fault, server, node);
			decidesInTime(node, fallback, fault);
			fault.end(server, node, old);
			isBack(node);
			isBack(other);
			alice.has((fallback == ThrottleFallback.LOCAL) ? 4 : 6);
			bob.has(0);
			assertThat(other.throttle.tryAcquire("login", "bob").outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			assertThat(node.throttle.tryAcquire("login", "bob").outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			assertThat(other.throttle.tryAcquire("login", "alice").remaining())
				.isEqualTo((fallback == ThrottleFallback.LOCAL) ? 3 : 5);
			assertThat(node.throttle.tryAcquire("login", "alice").source()).isEqualTo(ThrottleSource.REDIS);
		}
	}

	private static void begin(ThrottleFault fault, RedisServer server, ThrottledNode node) {
		try (UnguardedClient unguarded = fault.isCut() ? UnguardedClient.to(node.proxy, Duration.ofMillis(400))
				: UnguardedClient.to(server, Duration.ofMillis(400))) {
			unguarded.assertWorks();
			fault.begin(server, node);
			fault.assertBites(unguarded);
		}
	}

	private static void decidesInTime(ThrottledNode node, ThrottleFallback fallback, ThrottleFault fault) {
		long start = System.nanoTime();
		List<CompletableFuture<ThrottleDecision>> unsuspecting = new ArrayList<>();
		for (int i = 0; i < WINDOW; i++) {
			unsuspecting.add(node.throttle.tryAcquireAsync("login", "visitor-" + i).toCompletableFuture());
		}
		for (CompletableFuture<ThrottleDecision> decision : unsuspecting) {
			isFallback(decision.join(), fallback, true);
		}
		node.reaches(fault.state());
		isFallback(node.throttle.tryAcquire("login", "alice"), fallback, true);
		isFallback(node.throttle.tryAcquireAsync("login", "alice").toCompletableFuture().join(), fallback, true);
		isFallback(node.throttle.tryAcquire("login", "bob"), fallback, false);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET_AND_TIMEOUT);
	}

	private static void isFallback(ThrottleDecision decision, ThrottleFallback fallback, boolean left) {
		assertThat(decision.source())
			.isEqualTo((fallback == ThrottleFallback.LOCAL) ? ThrottleSource.LOCAL : ThrottleSource.NONE);
		assertThat(decision.outcome()).isEqualTo(switch (fallback) {
			case LOCAL -> left ? ThrottleOutcome.ADMITTED : ThrottleOutcome.REJECTED;
			case OPEN -> ThrottleOutcome.ADMITTED;
			case CLOSED -> ThrottleOutcome.UNAVAILABLE;
		});
		assertThat(decision.retryAfter().isZero()).isEqualTo(decision.isAdmitted());
	}

	private static void isBack(ThrottledNode node) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(SOON)
			.until(node.guard::getState, GuardState.AVAILABLE::equals);
	}

	/** The data of now, after which the marker's beat has advanced. */
	private static Snapshot old(RedisServer server) {
		Snapshot old = server.snapshot();
		Object beat = server.command("GET", "resilient-redis:marker");
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.atMost(Duration.ofSeconds(3))
			.until(() -> !String.valueOf(server.command("GET", "resilient-redis:marker")).equals(String.valueOf(beat)));
		return old;
	}

}
