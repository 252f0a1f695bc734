/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 20 minutes of two nodes at work on a Redis that fails in every way, in the long form
 * only. {@code -Dresilient-redis.tests.seed=N} repeats the faults of a seed (threads
 * still interleave as they like), {@code -Dresilient-redis.tests.seconds=N} sets for how
 * long.
 */
@ExtendWith(RedisKitExtension.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "It counts what the nodes use in /proc")
@EnabledIfSystemProperty(named = "resilient-redis.tests.long", matches = "true")
class SoakIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final String SEED = "resilient-redis.tests.seed";

	private static final Duration LASTING = Duration.ofSeconds(Long.getLong("resilient-redis.tests.seconds", 1200));

	/** Longer than anything is remembered that is remembered for a time. */
	private static final Duration WARMING_UP = min(Duration.ofSeconds(200), LASTING.dividedBy(3));

	/** What the scenarios promise of each call. */
	private static final long PROMISED_MILLIS = 5000;

	/**
	 * A second is promised, and the rest is for a machine that does other things, too.
	 */
	private static final long RECOVERED_MILLIS = 5000;

	private static final double HEAP_GROWTH = 0.05;

	private final long seed = Long.getLong(SEED, new Random().nextInt(1_000_000));

	private final History history = new History();

	private final Calls calls = new Calls(this.history);

	private final RatesHistory rates = new RatesHistory(this.history);

	@Test
	void nothingIsLostNothingComesBackAndNothingLeaks(RedisServer redis, @TempDir Path journals) {
		try (Database database = new Database(); RatesSource source = new RatesSource(this.rates)) {
			List<SoakNode> nodes = SoakNode.startAll(2, redis, journals, Settings.arguments(database, source));
			try (Load load = new Load(this.history, this.seed);
					SoakRun run = new SoakRun(redis, nodes, this.history, load, this.seed)) {
				Population population = new Population(nodes, this.calls, this.history, this.seed);
				population.joins(load, this.rates, redis);
				run.run(WARMING_UP);
				Gauges before = run.gauges();
				this.calls.isWarm();
				run.run(LASTING.minus(WARMING_UP));
				Gauges after = run.gauges();
				this.rates.check();
				report(run, population, before, after);
				SoftAssertions all = new SoftAssertions();
				assertHistory(all, run, population);
				after.nodes().forEach((node, gauges) -> assertGivenBack(all, node, before.of(node), gauges));
				all.assertThat(after.atServer())
					.as("connections at Redis, which were\n" + String.join("\n", before.atServer()))
					.hasSizeLessThanOrEqualTo(before.atServer().size());
				all.assertAll();
			}
			finally {
				nodes.forEach(SoakNode::close);
			}
		}
	}

	private void report(SoakRun run, Population population, Gauges before, Gauges after) {
		SoakReport report = new SoakReport(this.seed);
		report.addRun(run, this.calls, this.history);
		report.add("cached reads", this.rates.hits()).add("clears", this.rates.clears());
		population.limits()
			.forEach((limit) -> report.add(limit + ": admitted, and beyond the bound",
					List.of(limit.count(), limit.excess())));
		report.add("connections at Redis, before and after",
				List.of(before.atServer().size(), after.atServer().size()));
		after.nodes().forEach((node, gauges) -> report.addNode(node, before.of(node), gauges));
		report.write();
		figures.warn("{}", report);
	}

	private void assertHistory(SoftAssertions all, SoakRun run, Population population) {
		String what = "seed " + this.seed + " (repeat with -D" + SEED + "=" + this.seed + "), " + run.faults();
		all.assertThat(this.history.violated()).as(what + "\n" + this.history.failures()).isZero();
		all.assertThat(run.faults()).as(what).containsOnlyKeys(FaultKind.values());
		all.assertThat(run.rounds()).as("faults, " + what).isGreaterThanOrEqualTo((int) LASTING.toSeconds() / 20);
		long seconds = run.atWork() / 1_000_000_000;
		all.assertThat(this.calls.total()).as("calls, " + what).isGreaterThan(40 * seconds);
		all.assertThat(this.rates.hits()).as("cached reads, " + what).isGreaterThan((int) (5 * seconds));
		all.assertThat(this.rates.settledReads()).as("settled reads, " + what).isGreaterThan(run.rounds());
		all.assertThat(this.rates.clears()).as("clears, " + what).isGreaterThan((int) seconds / 20);
		all.assertThat(this.calls.slowest(true)).as("slowest call in a fault, " + what).isLessThan(PROMISED_MILLIS);
		all.assertThat(this.calls.slowest(false)).as("slowest call else, " + what).isLessThan(PROMISED_MILLIS);
		all.assertThat(run.recoveries()).as("recoveries, " + what).allMatch((millis) -> millis < RECOVERED_MILLIS);
		for (Limit limit : population.limits()) {
			all.assertThat(limit.excess()).as(limit + " was exceeded, " + what).isNegative();
			all.assertThat((double) limit.count())
				.as(limit + " was given out, " + what)
				.isGreaterThan(0.5 * limit.given(run.atWork()));
		}
	}

	private void assertGivenBack(SoftAssertions all, SoakNode node, NodeGauges before, NodeGauges after) {
		String what = node + ", seed " + this.seed + "\n" + after.differencesFrom(before);
		all.assertThat(after.heapGrowthSince(before))
			.as("growth of the heap, " + what)
			.isLessThanOrEqualTo(HEAP_GROWTH);
		all.assertThat(after.threadCount()).as("threads, " + what).isLessThanOrEqualTo(before.threadCount());
		all.assertThat(after.open().files()).as("files, " + what).isLessThanOrEqualTo(before.open().files());
		all.assertThat(after.connectionsTo(node.proxy().port()))
			.as("connections to Redis, " + what)
			.isLessThanOrEqualTo(before.connectionsTo(node.proxy().port()));
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
