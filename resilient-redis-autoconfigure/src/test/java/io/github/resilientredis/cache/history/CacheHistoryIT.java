/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.resilientredis.cache.CacheNode;
import io.github.resilientredis.testkit.RedisServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing dead comes back, whatever happens to Redis. One seed of 20 s, or 20 of 60 s in
 * the long form; {@code -Dresilient-redis.tests.seed=N} repeats one, and
 * {@code -Dresilient-redis.tests.seconds=N} sets how long each takes. A seed repeats the
 * faults and what each thread does, not how threads and faults meet.
 */
class CacheHistoryIT {

	private static final Log logger = LogFactory.getLog(CacheHistoryIT.class);

	private static final String SEED = "resilient-redis.tests.seed";

	private static final boolean LONG = Boolean.getBoolean("resilient-redis.tests.long");

	private static final Duration EACH = Duration
		.ofSeconds(Long.getLong("resilient-redis.tests.seconds", LONG ? 60 : 20));

	static LongStream seeds() {
		Long given = Long.getLong(SEED);
		if (given != null) {
			return LongStream.of(given);
		}
		return new Random().longs(LONG ? 20 : 1, 0, 1_000_000);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void noDeadValueIsReadAfterRecovery(long seed) {
		try (RedisServer server = RedisServer.start();
				CacheNode one = node("one", server);
				CacheNode two = node("two", server);
				HistoryRun run = new HistoryRun(server, List.of(one, two), seed)) {
			run.run(EACH);
			logger.warn("Seed " + seed + ": " + run.summary());
			check(run, seed);
		}
	}

	private static CacheNode node(String name, RedisServer server) {
		return CacheNode.start(name, server, "spring.cache.cache-names=" + String.join(",", Load.CACHES));
	}

	private static void check(HistoryRun run, long seed) {
		String what = "seed " + seed + " (repeat with -D" + SEED + "=" + seed + "): " + run;
		History history = run.history();
		assertThat(history.failures()).as("failed operations, " + what).isEmpty();
		List<Violation> violations = history.violations();
		assertThat(violations.size())
			.as(() -> violations.size() + " violations " + byRule(violations) + ", " + what + "\n\nthe first:\n"
					+ history.story(violations.get(0)))
			.isZero();
		assertThat(run.faults().happened()).as(what).containsOnlyKeys(Fault.values());
		assertThat(run.rounds()).as("rounds, " + what).isGreaterThanOrEqualTo((int) EACH.toSeconds() / 10);
		assertThat(history.count((operation) -> true)).as("operations, " + what).isGreaterThan(100 * EACH.toSeconds());
		assertThat(history.count((operation) -> operation.isRead() && operation.value() != null)).as("hits, " + what)
			.isGreaterThan(20 * EACH.toSeconds());
		assertThat(history.count(HistoryRun::isSettledHit)).as("settled hits, " + what).isGreaterThan(run.rounds());
	}

	private static String byRule(List<Violation> violations) {
		return violations.stream().collect(Collectors.groupingBy(Violation::rule, Collectors.counting())).toString();
	}

}
