/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import io.github.resilientredis.throttle.Admissions.Cut;
import io.github.resilientredis.throttle.Admissions.Span;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One limit of 1,000 a minute, asked for by three nodes far more often than that, while
 * Redis is killed, hangs, comes back empty and is out of reach of one node. 20 s, or 90 s
 * in the long form.
 *
 * <p>
 * The bucket is empty when the faults begin, so that a node's share of it is what the
 * rate gives; the load's threads may each be one token ahead of what is measured here.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleConservationIT {

	private static final Log logger = LogFactory.getLog(ThrottleConservationIT.class);

	private static final Duration RUN = Duration.ofSeconds(Boolean.getBoolean("resilient-redis.tests.long") ? 90 : 20);

	/** Four faults, and five times without. */
	private static final Duration PHASE = RUN.dividedBy(9);

	private static final ThrottleRate RATE = ThrottleRate.of(1000, Duration.ofMinutes(1));

	private static final int NODES = 3;

	private static final int THREADS = 4;

	/** Nobody can say which of two threads was first. */
	private static final int SLACK = NODES * THREADS;

	private final List<ThrottledNode> nodes = new ArrayList<>();

	private final List<Cut> cuts = new ArrayList<>();

	private final List<Span> healthy = new ArrayList<>();

	private @Nullable RedisServer server;

	@BeforeEach
	void startNodes(RedisServer redis) {
		this.server = redis;
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(ThrottledNode.start(redis, null, Clock.systemUTC(), ThrottleLimit.of("api", RATE)));
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> this.nodes.stream().allMatch((node) -> node.throttle.getNodes() == NODES));
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(ThrottledNode::close);
	}

	@Test
	void whateverHappensToRedisTheLimitHoldsAndIsGivenOut() {
		ThrottleLoad load = new ThrottleLoad(this.nodes, THREADS, "api");
		try (load) {
			healthy();
			outage("killed", load, 0, 1, 2);
			healthy();
			outage("hung", load, 0, 1, 2);
			healthy();
			outage("emptied", load, 0, 1, 2);
			healthy();
			outage("cut off", load, 1);
			healthy();
		}
		Admissions admissions = new Admissions(RATE, NODES, load.start(), load.admitted());
		logger.warn(summary(admissions, load));
		assertThat(load.failures()).isEmpty();
		assertThat(load.slowestMillis()).as("slowest decision, ms").isLessThan(1500);
		assertThat(load.decisions()).isGreaterThan((int) (100 * THREADS * RUN.toSeconds()));
		assertThat(ThrottleSource.values()).filteredOn((source) -> load.decisions(source) > 0)
			.contains(ThrottleSource.REDIS, ThrottleSource.MEMORY, ThrottleSource.LOCAL);
		assertThat(admissions.excess(1, this.cuts)).as("beyond the contract").isLessThanOrEqualTo(SLACK);
		assertThat(admissions.excess(0, this.cuts)).as("beyond what an empty bucket gives").isLessThanOrEqualTo(SLACK);
		long settled = load.start();
		for (Span span : this.healthy) {
			assertThat(admissions.ahead(span.end())).as("given out twice, once all is told").isLessThanOrEqualTo(SLACK);
			assertGivenOut(admissions.count(span), admissions.leftOfRate(span), "while all is well");
			Span sinceLast = new Span(settled, span.end());
			assertGivenOut(admissions.count(sinceLast), admissions.left(sinceLast), "since the last fault began");
			settled = span.end();
		}
	}

	private static void assertGivenOut(int admitted, double allowed, String when) {
		assertThat((double) admitted).as("admitted of " + allowed + ", " + when).isGreaterThanOrEqualTo(0.9 * allowed);
	}

	private void healthy() {
		long begin = System.nanoTime();
		pause(PHASE);
		this.healthy.add(new Span(begin, System.nanoTime()));
	}

	private void outage(String fault, ThrottleLoad load, int... concerned) {
		int[][] before = decisions(load);
		long begin = System.nanoTime();
		bites(fault);
		for (int node : concerned) {
			this.nodes.get(node).reaches(GuardState.UNAVAILABLE);
		}
		pause(PHASE.minusNanos(System.nanoTime() - begin));
		ends(fault);
		this.nodes.forEach((node) -> node.reaches(GuardState.AVAILABLE));
		Span span = new Span(begin, System.nanoTime());
		for (int node = 0; node < NODES; node++) {
			int number = node;
			boolean cut = Arrays.stream(concerned).anyMatch((one) -> one == number);
			// One that is not cut off may have had to wait too long now and then.
			ThrottleSource decides = cut ? ThrottleSource.LOCAL : ThrottleSource.REDIS;
			assertThat(load.decisions(node, decides)).as("decisions of node " + node + ", " + fault)
				.isGreaterThan(before[node][decides.ordinal()]);
			if (cut) {
				this.cuts.add(new Cut(node, span));
			}
		}
	}

	/** The fault begins, as a client without a guard sees. */
	private void bites(String fault) {
		RedisServer redis = redis();
		try (UnguardedClient unguarded = fault.equals("cut off")
				? UnguardedClient.to(this.nodes.get(1).proxy, Duration.ofMillis(300))
				: UnguardedClient.to(redis, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			switch (fault) {
				case "killed" -> {
					redis.snapshot();
					redis.kill();
				}
				case "hung" -> redis.hang();
				case "emptied" -> redis.kill();
				default -> this.nodes.get(1).proxy.blackHole();
			}
			unguarded.assertFails();
		}
	}

	private void ends(String fault) {
		RedisServer redis = redis();
		switch (fault) {
			case "killed" -> {
				redis.startUp();
				assertThat(redis.command("GET", "test-kit:unguarded")).as("what was in Redis").isNotNull();
			}
			case "hung" -> redis.resume();
			case "emptied" -> {
				redis.restartEmpty();
				assertThat(redis.command("GET", "test-kit:unguarded")).as("what was in Redis").isNull();
			}
			default -> this.nodes.get(1).proxy.pass();
		}
	}

	private RedisServer redis() {
		assertThat(this.server).isNotNull();
		return this.server;
	}

	private static int[][] decisions(ThrottleLoad load) {
		return IntStream.range(0, NODES)
			.mapToObj((node) -> Stream.of(ThrottleSource.values())
				.mapToInt((source) -> load.decisions(node, source))
				.toArray())
			.toArray(int[][]::new);
	}

	private static void pause(Duration time) {
		if (!time.isNegative()) {
			Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
		}
	}

	private String summary(Admissions admissions, ThrottleLoad load) {
		StringBuilder text = new StringBuilder();
		text.append(String.format(Locale.ROOT,
				"%d decisions, slowest %d ms; admitted %d, %.0f allowed; beyond the contract %.1f, beyond the rate %.1f",
				load.decisions(), load.slowestMillis(), admissions.count(), admissions.allowed(System.nanoTime()),
				admissions.excess(1, this.cuts), admissions.excess(0, this.cuts)));
		long settled = load.start();
		for (Span span : this.healthy) {
			Span sinceLast = new Span(settled, span.end());
			text.append(String.format(Locale.ROOT, "; %d of %.1f, with the fault %d of %.1f, ahead %.1f",
					admissions.count(span), admissions.leftOfRate(span), admissions.count(sinceLast),
					admissions.left(sinceLast), admissions.ahead(span.end())));
			settled = span.end();
		}
		for (ThrottleSource source : ThrottleSource.values()) {
			text.append("; ").append(source).append(' ').append(load.decisions(source));
		}
		return text.toString();
	}

}
