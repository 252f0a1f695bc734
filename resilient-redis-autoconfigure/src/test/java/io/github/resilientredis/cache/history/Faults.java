/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.resilientredis.cache.CacheNode;
import io.github.resilientredis.cache.history.FaultSchedule.Step;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets faults happen, and shows each to a client without a guard, or in the data, before
 * it counts as one that happened. For one thread.
 */
final class Faults {

	private static final Duration PATIENCE = Duration.ofMillis(300);

	private static final String CANARY = "test-kit:canary";

	private final RedisServer server;

	private final List<CacheNode> nodes;

	private final History history;

	private final Random random;

	private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);

	/** What may come back: data of the same life of Redis, the newest last. */
	private final Deque<Snapshot> snapshots = new ArrayDeque<>();

	private int canary;

	Faults(RedisServer server, List<CacheNode> nodes, History history, long seed) {
		this.server = server;
		this.nodes = nodes;
		this.history = history;
		this.random = new Random(seed);
	}

	Map<Fault, Integer> happened() {
		return Collections.unmodifiableMap(this.happened);
	}

	/** Remembers the data of this moment. */
	void remember() {
		this.snapshots.add(this.server.snapshot());
		this.history.note("remembered: " + this.server.command("DBSIZE") + " keys");
		if (this.snapshots.size() > 2) {
			this.snapshots.remove();
		}
		mark();
	}

	/**
	 * Lets a fault begin.
	 * @param step which
	 * @param atOnce what to do at its very beginning, while nobody knows of it
	 */
	void begin(Step step, Runnable atOnce) {
		CacheNode node = this.nodes.get(step.node());
		try (UnguardedClient client = step.fault().isCut() ? UnguardedClient.to(node.proxy(), PATIENCE)
				: UnguardedClient.to(this.server, PATIENCE)) {
			client.assertWorks();
			this.history.note("begins: " + name(step));
			begin(step.fault(), node);
			atOnce.run();
			if (step.fault().isRefusal()) {
				client.assertWriteFails();
			}
			else {
				client.assertFails();
			}
		}
		this.history.note("has bitten: " + name(step));
	}

	private void begin(Fault fault, CacheNode node) {
		switch (fault) {
			case KILLED -> {
				this.server.snapshot();
				this.server.kill();
			}
			case EMPTIED, ROLLED_BACK -> {
				mark();
				this.server.kill();
			}
			case HUNG -> this.server.hang();
			case READ_ONLY -> this.server.makeReadOnly();
			case OUT_OF_MEMORY -> this.server.fillMemory();
			case FORGOTTEN -> node.proxy().drop();
			case STUCK, LATE -> node.proxy().blackHole();
			case REFUSED -> node.proxy().refuse();
			default -> throw new IllegalArgumentException(fault.name());
		}
	}

	void end(Step step) {
		this.history.note("ends: " + name(step));
		switch (step.fault()) {
			case KILLED -> this.server.startUp();
			case EMPTIED -> {
				this.server.restartEmpty();
				this.snapshots.clear();
				assertThat(this.server.command("GET", CANARY)).as("what is left of the data").isNull();
			}
			case ROLLED_BACK -> {
				rollBack();
				assertThat(this.server.command("GET", CANARY)).as("age of the data").isNotEqualTo(marked());
			}
			case HUNG -> this.server.resume();
			case READ_ONLY -> this.server.makeWritable();
			case OUT_OF_MEMORY -> this.server.freeMemory();
			case FORGOTTEN, STUCK, REFUSED -> this.nodes.get(step.node()).proxy().pass();
			case LATE -> this.nodes.get(step.node()).proxy().passNewOnly();
			default -> throw new IllegalArgumentException(step.fault().name());
		}
		this.happened.merge(step.fault(), 1, Integer::sum);
		if (!step.fault().isCut()) {
			this.history.note("has ended: " + name(step) + ", Redis has " + this.server.command("DBSIZE") + " keys");
		}
	}

	/** Delivers what is still held back on a line that was mended. */
	void deliver() {
		this.history.note("what is held back is delivered");
		this.nodes.forEach((node) -> node.proxy().pass());
	}

	private void rollBack() {
		boolean older = this.snapshots.size() > 1 && this.random.nextBoolean();
		this.server.restartFrom(older ? this.snapshots.getFirst() : this.snapshots.getLast());
	}

	private void mark() {
		this.canary++;
		this.server.command("SET", CANARY, marked());
	}

	private String marked() {
		return String.valueOf(this.canary);
	}

	private String name(Step step) {
		return step.fault() + (step.fault().isCut() ? " for " + this.nodes.get(step.node()).name() : "");
	}

}
