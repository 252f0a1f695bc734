/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A leased limit of 300 an hour on three nodes: far from the limit each takes 10 in
 * advance.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleLeasesIT {

	private static final int BURST = 300;

	private static final int LEASE = 10;

	private static final int NODES = 3;

	private static final ThrottleLimit LEASED = new ThrottleLimit("leased",
			List.of(ThrottleRate.of(BURST, Duration.ofHours(1))), 1, ThrottleFallback.LOCAL, ThrottlePrecision.LEASED,
			false);

	private final AtomicLong now = new AtomicLong(System.currentTimeMillis());

	private List<ThrottledNode> nodes = List.of();

	@BeforeEach
	void startNodes(RedisServer server) {
		Clock clock = new SettableClock(this.now);
		this.nodes = List.of(ThrottledNode.start(server, NODES, clock, LEASED),
				ThrottledNode.start(server, NODES, clock, LEASED), ThrottledNode.start(server, NODES, clock, LEASED));
		this.nodes.forEach((node) -> assertThat(node.throttle.tryAcquire("leased", "alice").isAdmitted()).isTrue());
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(ThrottledNode::close);
	}

	@Test
	void withoutRefillExactlyTheBurstIsAdmittedWithFewCommands(RedisServer server) {
		server.resetStats();
		assertThat(NODES + admittedInTurn()).isEqualTo(BURST);
		// Those of the last 30 are decided one by one.
		assertThat(server.calls("evalsha")).isLessThan(BURST / 2);
		assertThat(decisions(ThrottleSource.LEASE)).isGreaterThan(BURST / 2);
	}

	@Test
	void nearTheLimitNothingIsTakenInAdvance(RedisServer server) {
		StoredBucket bucket = new StoredBucket(server, LEASED, "alice");
		ThrottledNode node = this.nodes.get(0);
		while (bucket.left() >= NODES * LEASE) {
			node.throttle.tryAcquire("leased", "alice");
		}
		node.admitted(LEASE, "leased", "alice");
		long left = bucket.left();
		for (long after = left - 1; after >= 0; after--) {
			ThrottleDecision decision = node.throttle.tryAcquire("leased", "alice");
			assertThat(decision.source()).isEqualTo(ThrottleSource.REDIS);
			assertThat(decision.remaining()).isEqualTo(after);
			assertThat(bucket.left()).isEqualTo(after);
		}
		assertThat(node.throttle.tryAcquire("leased", "alice").isAdmitted()).isFalse();
	}

	@Test
	void afterAQuietTimeNoMoreThanTheLeasesIsAdmittedBeyondTheBurst() {
		this.now.addAndGet(Duration.ofHours(1).toMillis());
		assertThat(admittedInTurn()).isBetween(BURST + 1, BURST + NODES * LEASE);
	}

	/** Until no node admits anything. */
	private int admittedInTurn() {
		int admitted = 0;
		int last;
		do {
			last = this.nodes.stream().mapToInt((node) -> node.admitted(1, "leased", "alice")).sum();
			admitted += last;
		}
		while (last > 0);
		return admitted;
	}

	private long decisions(ThrottleSource source) {
		return this.nodes.stream()
			.flatMap((node) -> node.throttle.getStatistics().stream())
			.mapToLong((limit) -> limit.decisions()
				.getOrDefault(new ThrottleStatistics.Kind(ThrottleOutcome.ADMITTED, source), 0L))
			.sum();
	}

	/** As late as it is set. */
	private static final class SettableClock extends Clock {

		private final AtomicLong now;

		private SettableClock(AtomicLong now) {
			this.now = now;
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(this.now.get());
		}

		@Override
		public ZoneId getZone() {
			return ZoneId.of("UTC");
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
