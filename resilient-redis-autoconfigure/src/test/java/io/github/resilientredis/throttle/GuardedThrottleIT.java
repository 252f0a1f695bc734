/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a throttle decides while Redis is there, and what it asks Redis for it.
 */
@ExtendWith(RedisKitExtension.class)
class GuardedThrottleIT {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final ThrottleLimit FIVE = ThrottleLimit.of("five", ThrottleRate.of(5, HOUR));

	private static final ThrottleLimit MANY = ThrottleLimit.of("many", ThrottleRate.of(1_000_000, HOUR));

	@Test
	void whenTheLimitIsUsedUpThenFurtherCallsAreRejected(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, FIVE)) {
			for (int left = 4; left >= 0; left--) {
				ThrottleDecision decision = node.throttle.tryAcquire("five", "alice");
				assertThat(decision.outcome()).isEqualTo(ThrottleOutcome.ADMITTED);
				assertThat(decision.source()).isEqualTo(ThrottleSource.REDIS);
				assertThat(decision.remaining()).isEqualTo(left);
				assertThat(decision.untilMore()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
			}
			ThrottleDecision sixth = node.throttle.tryAcquire("five", "alice");
			assertThat(sixth.outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			assertThat(sixth.retryAfter()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
			assertThat(node.throttle.tryAcquire("five", "bob").isAdmitted()).isTrue();
		}
	}

	@Test
	void whenNobodyElseUsesAKeyThenEachDecisionIsOneRoundTrip(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, MANY)) {
			node.admitted(1, "many", "warm-up");
			server.resetStats();
			assertThat(node.admitted(100, "many", "alice")).isEqualTo(100);
			assertThat(server.calls("evalsha")).isEqualTo(100);
			assertThat(server.calls("eval")).isZero();
		}
	}

	@Test
	void whenAKeyIsUsedUpThenNobodyAsksRedisForItUntilItHasTokensAgain(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, FIVE)) {
			node.admitted(5, "five", "alice");
			server.resetStats();
			for (int i = 0; i < 1000; i++) {
				ThrottleDecision decision = node.throttle.tryAcquire("five", "alice");
				assertThat(decision.outcome()).isEqualTo(ThrottleOutcome.REJECTED);
				assertThat(decision.source()).isEqualTo(ThrottleSource.MEMORY);
			}
			assertThat(server.calls("evalsha") + server.calls("eval") + server.calls("get")).isZero();
		}
	}

	@Test
	void nodesShareALimit(RedisServer server) {
		try (ThrottledNode one = ThrottledNode.start(server, FIVE);
				ThrottledNode two = ThrottledNode.start(server, FIVE)) {
			assertThat(one.admitted(3, "five", "alice")).isEqualTo(3);
			assertThat(two.admitted(3, "five", "alice")).isEqualTo(2);
			assertThat(one.admitted(3, "five", "alice")).isZero();
		}
	}

	@Test
	void whenRedisIsGoneThenTheShareOfWhatWasLeftIsGivenOutAndRedisHearsOfIt(RedisServer server) {
		try (ThrottledNode node = ThrottledNode.start(server, FIVE);
				ThrottledNode other = ThrottledNode.start(server, FIVE)) {
			assertThat(node.admitted(2, "five", "alice")).isEqualTo(2);
			node.cutOff();
			ThrottleDecision local = node.throttle.tryAcquire("five", "alice");
			assertThat(local.source()).isEqualTo(ThrottleSource.LOCAL);
			assertThat(local.remaining()).isEqualTo(2);
			node.reconnected();
			ThrottleDecision after = node.throttle.tryAcquire("five", "alice");
			assertThat(after.source()).isEqualTo(ThrottleSource.REDIS);
			assertThat(after.remaining()).isEqualTo(1);
			assertThat(other.admitted(5, "five", "alice")).isEqualTo(1);
		}
	}

	@Test
	void whatAsksForMoreThanOneIsChargedForIt(RedisServer server) {
		ThrottleLimit limit = new ThrottleLimit("costly", List.of(ThrottleRate.of(10, HOUR)), 3, ThrottleFallback.LOCAL,
				ThrottlePrecision.EXACT, false);
		try (ThrottledNode node = ThrottledNode.start(server, limit)) {
			assertThat(node.throttle.tryAcquire("costly", "a").remaining()).isEqualTo(7);
			assertThat(node.throttle.tryAcquire("costly", "a", 6).remaining()).isEqualTo(1);
			assertThat(node.throttle.tryAcquire("costly", "a").isAdmitted()).isFalse();
			assertThat(node.throttle.tryAcquire("costly", "a", 1).isAdmitted()).isTrue();
			assertThat(node.throttle.tryAcquire("costly", "b", 11).isAdmitted()).isFalse();
		}
	}

}
