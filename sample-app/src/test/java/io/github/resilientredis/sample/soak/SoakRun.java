/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Fault by fault: everybody works, Redis fails and is well again, the nodes recover, and
 * when they have been well for a second the work stops and everything that was
 * acknowledged is looked for. First to warm up, then for as long as it takes. For one
 * thread.
 */
final class SoakRun implements AutoCloseable {

	/** After which the other nodes' memory has heard of everything. */
	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration RECOVERY = Duration.ofSeconds(20);

	/** Until what the last calls used has been given back. */
	private static final Duration QUIET = Duration.ofSeconds(12);

	private final RedisServer server;

	private final List<SoakNode> nodes;

	private final History history;

	private final FaultPlan plan;

	private final Faults faults;

	private final Load load;

	private final List<Long> recoveries = new ArrayList<>();

	private long atWork;

	private int rounds;

	SoakRun(RedisServer server, List<SoakNode> nodes, History history, Load load, long seed) {
		this.server = server;
		this.nodes = nodes;
		this.history = history;
		this.load = load;
		this.plan = new FaultPlan(seed);
		this.faults = new Faults(server, nodes, history);
	}

	/** Goes on for at least this long, and until each kind of fault came once more. */
	void run(Duration atLeast) {
		long start = this.history.now();
		int rounds = 0;
		while (this.history.now() - start < atLeast.toNanos() || rounds < FaultKind.values().length) {
			round();
			rounds++;
		}
	}

	private void round() {
		FaultPlan.Step step = this.plan.next();
		long began = this.history.now();
		this.load.go();
		this.faults.happen(step);
		long healed = this.history.now();
		become("in use of Redis", Duration.ZERO, SoakNode::isAvailable);
		this.recoveries.add((this.history.now() - healed) / 1_000_000);
		become("done with the journal", Duration.ZERO, SoakNode::isSettled);
		this.history.recovered(step);
		this.load.pause();
		this.atWork += this.history.now() - began;
		become("settled", A_SECOND, SoakNode::isSettled);
		this.load.settled();
		this.rounds++;
	}

	private void become(String what, Duration during, Predicate<SoakNode> condition) {
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(20))
				.during(during)
				.atMost(RECOVERY)
				.until(() -> this.nodes.stream().allMatch(condition));
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(
					"Not " + what + " after " + RECOVERY + "\n" + this.history.failures() + "\n" + tails(), ex);
		}
	}

	private String tails() {
		StringBuilder tails = new StringBuilder();
		for (SoakNode node : this.nodes) {
			List<String> lines = Arrays.asList(node.log().split("\n"));
			tails.append("--- log of ").append(node).append('\n');
			tails.append(String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()))).append('\n');
		}
		return tails.toString();
	}

	/** What the nodes use, with the load paused. */
	Gauges gauges() {
		Awaitility.await().pollInSameThread().pollDelay(QUIET).atMost(QUIET.plusSeconds(5)).until(() -> true);
		Map<SoakNode, NodeGauges> gauges = new LinkedHashMap<>();
		this.nodes.forEach((node) -> gauges.put(node, NodeGauges.of(node)));
		// What the way has forgotten the server cannot know to have ended.
		this.nodes.forEach((node) -> node.proxy().endDropped());
		Awaitility.await().pollInSameThread().pollDelay(A_SECOND).until(() -> true);
		return new Gauges(gauges, Gauges.atServer(this.server));
	}

	Map<FaultKind, Integer> faults() {
		return this.faults.happened();
	}

	int rounds() {
		return this.rounds;
	}

	/** How long the clients were at work, in nanoseconds. */
	long atWork() {
		return this.atWork;
	}

	/** How long each took until both nodes used Redis again, in milliseconds, sorted. */
	List<Long> recoveries() {
		List<Long> sorted = new ArrayList<>(this.recoveries);
		Collections.sort(sorted);
		return sorted;
	}

	@Override
	public void close() {
		this.load.close();
	}

}
