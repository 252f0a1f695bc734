/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.github.resilientredis.cache.CacheNode;
import io.github.resilientredis.cache.PlainCaches;
import io.github.resilientredis.cache.history.FaultSchedule.Round;
import io.github.resilientredis.cache.history.FaultSchedule.Step;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two nodes under load, and a Redis that fails, for as long as it takes: round by round
 * faults come while everyone works; then Redis is healed, the work stops, the nodes
 * recover, and a second later every key is read on every node, and in Redis itself by an
 * application without the library, which sees what a node will see when its memory lets
 * go.
 */
final class HistoryRun implements AutoCloseable {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration RECOVERY = Duration.ofSeconds(10);

	private static final int READS = 3;

	private final History history = new History();

	private final RedisServer server;

	private final List<CacheNode> nodes;

	private final FaultSchedule schedule;

	private final Faults faults;

	private final Load load;

	private int rounds;

	private Duration slowestRecovery = Duration.ZERO;

	HistoryRun(RedisServer server, List<CacheNode> nodes, long seed) {
		this.server = server;
		this.nodes = nodes;
		this.schedule = new FaultSchedule(seed);
		this.faults = new Faults(server, nodes, this.history, seed);
		this.load = new Load(this.history, nodes, seed);
	}

	/** Goes on for at least this long, and until each kind of fault has happened. */
	void run(Duration atLeast) {
		long start = System.nanoTime();
		settle();
		while (System.nanoTime() - start < atLeast.toNanos() || this.faults.happened().size() < Fault.values().length) {
			this.load.go();
			round(this.schedule.next());
			this.load.narrow(0.7);
			pass(Duration.ofMillis(300));
			this.load.pause();
			settle();
			readAll();
			this.rounds++;
		}
	}

	private void round(Round round) {
		begin(round.first(), true);
		if (round.overlapping()) {
			begin(round.second(), false);
			end(round.first());
			end(round.second());
		}
		else {
			end(round.first());
			begin(round.second(), true);
			end(round.second());
		}
	}

	private void begin(Step step, boolean alone) {
		pass(step.before());
		if (alone) {
			// While much is cached; some of it is to be written or evicted before the
			// fault.
			this.faults.remember();
			pass(step.before());
		}
		this.load.narrow(0.85);
		if (step.fault() == Fault.LATE) {
			// Else there is no connection yet that could hold anything back.
			this.nodes.get(step.node()).reaches(GuardState.AVAILABLE, RECOVERY);
		}
		long now = this.history.now();
		if (alone && this.nodes.stream().allMatch(CacheNode::isSettled)) {
			this.history.recoveredAt(now);
		}
		this.faults.begin(step, this.load::burst);
		this.load.narrow(0.85);
	}

	private void end(Step step) {
		pass(step.lasting());
		this.load.narrow(0.7);
		this.faults.end(step);
	}

	/** Waits until every node has been recovered for a second. */
	private void settle() {
		long start = System.nanoTime();
		recover(Duration.ZERO);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		this.slowestRecovery = (took.compareTo(this.slowestRecovery) > 0) ? took : this.slowestRecovery;
		this.faults.deliver();
		recover(A_SECOND);
		this.history.recoveredAt(this.history.now());
		this.history.note("all recovered for a second");
	}

	private void recover(Duration during) {
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.during(during)
				.atMost(RECOVERY)
				.until(() -> this.nodes.stream().allMatch(CacheNode::isSettled));
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("Not recovered after " + RECOVERY + ": " + this.nodes + "\n" + this, ex);
		}
	}

	private void readAll() {
		try (PlainCaches plain = PlainCaches.of(this.server)) {
			for (int i = 0; i < READS; i++) {
				for (String cache : Load.CACHES) {
					for (String key : Load.KEYS) {
						this.nodes.forEach((node) -> this.history.settledRead(node.name(), node.cache(cache), key));
						this.history.settledRead("redis", plain.cache(cache), key);
					}
				}
			}
		}
	}

	private static void pass(Duration time) {
		Awaitility.await().pollInSameThread().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
	}

	History history() {
		return this.history;
	}

	Faults faults() {
		return this.faults;
	}

	int rounds() {
		return this.rounds;
	}

	/** What happened, in a few lines. */
	String summary() {
		String kinds = this.faults.happened()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
		return this.rounds + " rounds, " + this.history.count((operation) -> true) + " operations, "
				+ this.history.count((operation) -> operation.isRead() && operation.value() != null) + " hits, "
				+ this.history.count(HistoryRun::isSettledHit) + " of them settled; slowest recovery "
				+ this.slowestRecovery.toMillis() + " ms; " + kinds;
	}

	static boolean isSettledHit(Operation operation) {
		return operation.kind() == Operation.Kind.SETTLED_READ && operation.value() != null;
	}

	@Override
	public String toString() {
		return summary() + "\n" + this.history.schedule();
	}

	@Override
	public void close() {
		this.load.close();
	}

}
