/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;

import io.github.resilientredis.testkit.JumpingClock;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of limits when the clock of a node is put forward or back: of those that
 * Redis counts, and of those that the node counts alone.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleClockIT {

	private static final int BURST = 20;

	private static final Duration HOURS = Duration.ofHours(5);

	private final JumpingClock clock = new JumpingClock();

	@Test
	void aClockThatJumpsForwardAndBackFillsEachBucketOnceAndEmptiesNone(RedisServer server) {
		try (ThrottledNode node = node(server)) {
			jumps(node, "in Redis");
		}
	}

	@Test
	void soItIsWhereANodeCountsAlone(RedisServer server) {
		try (ThrottledNode node = node(server)) {
			node.cutOff();
			jumps(node, "alone");
		}
	}

	private ThrottledNode node(RedisServer server) {
		return ThrottledNode.start(server, 1, this.clock,
				ThrottleLimit.of("login", ThrottleRate.of(BURST, Duration.ofSeconds(10))));
	}

	private void jumps(ThrottledNode node, String key) {
		assertThat(node.admitted(5 * BURST, "login", key)).isBetween(BURST, BURST + 4);
		this.clock.jump(HOURS);
		assertThat(node.admitted(5 * BURST, "login", key)).as("filled once").isBetween(BURST, BURST + 4);
		this.clock.jump(HOURS.negated());
		assertThat(node.admitted(5 * BURST, "login", key)).as("put back").isLessThan(5);
		this.clock.jump(HOURS);
		this.clock.jump(HOURS.negated());
		assertThat(node.admitted(5 * BURST, "login", key)).as("once more").isLessThan(5);
		// At half the pace, which is one in a second.
		Awaitility.await("it goes on admitting")
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(3))
			.until(() -> node.admitted(1, "login", key) == 1);
	}

}
