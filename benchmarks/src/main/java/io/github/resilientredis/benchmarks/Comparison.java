/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.github.resilientredis.benchmarks.Round.Done;
import io.github.resilientredis.testkit.RedisServer;

/**
 * Sides that take turns.
 */
final class Comparison {

	private final RedisServer server;

	private final int keys;

	private final int threads;

	private final double seconds;

	private final Map<String, Turns> turns = new LinkedHashMap<>();

	private double idle;

	Comparison(RedisServer server, int keys, int threads, double seconds) {
		this.server = server;
		this.keys = keys;
		this.threads = threads;
		this.seconds = seconds;
	}

	/** Each key is there then, too. */
	void warmUp(Map<String, Side> sides, double time) throws Exception {
		for (Side side : sides.values()) {
			IntStream.range(0, this.keys).forEach(side::perform);
			Round.run(side, this.keys, this.threads, time);
		}
	}

	void run(Map<String, Side> sides, int rounds) throws Exception {
		sides.keySet().forEach((name) -> this.turns.put(name, new Turns()));
		this.idle = callsWhileIdle();
		List<String> order = new ArrayList<>(sides.keySet());
		for (int i = 0; i < rounds; i++) {
			for (String name : order) {
				turn(Objects.requireNonNull(sides.get(name)), Objects.requireNonNull(this.turns.get(name)));
			}
			Collections.reverse(order);
		}
	}

	private void turn(Side side, Turns account) throws Exception {
		CommandCalls before = CommandCalls.of(this.server);
		Done done = Round.run(side, this.keys, this.threads, this.seconds);
		side.settle();
		account.add(done, CommandCalls.of(this.server).since(before));
	}

	/** What nodes send by themselves, in calls a second. */
	private double callsWhileIdle() {
		CommandCalls before = CommandCalls.of(this.server);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
		return CommandCalls.of(this.server).since(before).all();
	}

	Map<String, Turns> turns() {
		return this.turns;
	}

	double idle() {
		return this.idle;
	}

}
