/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults come in which order, where, and for how long: the same for the same seed.
 * Each kind comes once before any comes again. For one thread.
 */
final class FaultPlan {

	private static final List<Set<Integer>> NODES = List.of(Set.of(0), Set.of(1), Set.of(0, 1));

	private final Random random;

	private final Deque<FaultKind> deck = new ArrayDeque<>();

	FaultPlan(long seed) {
		this.random = new Random(seed);
	}

	Step next() {
		if (this.deck.isEmpty()) {
			List<FaultKind> all = new ArrayList<>(List.of(FaultKind.values()));
			Collections.shuffle(all, this.random);
			this.deck.addAll(all);
		}
		FaultKind kind = this.deck.remove();
		Set<Integer> nodes = NODES.get(this.random.nextInt(NODES.size()));
		return new Step(kind, kind.isOnTheWay() ? nodes : Set.of(0, 1), millis(1500, 3000), millis(1500, 4500));
	}

	private Duration millis(int from, int to) {
		return Duration.ofMillis(from + this.random.nextInt(to - from));
	}

	/**
	 * A fault.
	 *
	 * @param kind what
	 * @param nodes which nodes meet it
	 * @param before how long all is well before it
	 * @param lasting how long it lasts
	 */
	record Step(FaultKind kind, Set<Integer> nodes, Duration before, Duration lasting) {

		@Override
		public String toString() {
			return this.kind + (this.kind.isOnTheWay() ? " for nodes " + this.nodes : "");
		}

	}

}
