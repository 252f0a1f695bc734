/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What is to happen when: rounds of two faults, dealt from a shuffled deck so that each
 * kind comes once before any comes twice. Depends on the seed only.
 */
final class FaultSchedule {

	private final Random random;

	private final Deque<Fault> deck = new ArrayDeque<>();

	FaultSchedule(long seed) {
		this.random = new Random(seed);
	}

	Round next() {
		Step first = step();
		Step second = step();
		if (first.fault == Fault.LATE) {
			// A server that is killed in between would end what is to be delivered late.
			return new Round(second, first, false);
		}
		boolean canOverlap = second.fault != Fault.LATE && first.fault.isCut() != second.fault.isCut();
		if (canOverlap && this.random.nextBoolean()) {
			// The way to Redis first, so that it can be seen to be cut.
			return first.fault.isCut() ? new Round(first, second, true) : new Round(second, first, true);
		}
		return new Round(first, second, false);
	}

	private Step step() {
		if (this.deck.isEmpty()) {
			List<Fault> all = new ArrayList<>(List.of(Fault.values()));
			Collections.shuffle(all, this.random);
			this.deck.addAll(all);
		}
		Fault fault = this.deck.remove();
		Duration lasting = millis(300, 1500);
		// Until the node has given its connections up.
		return new Step(fault, this.random.nextInt(2), millis(50, 300),
				(fault == Fault.LATE) ? lasting.plusSeconds(1) : lasting);
	}

	private Duration millis(int from, int to) {
		return Duration.ofMillis(from + this.random.nextInt(to - from));
	}

	/**
	 * Two faults.
	 *
	 * @param first the first
	 * @param second the second
	 * @param overlapping whether the second begins before the first has ended
	 */
	record Round(Step first, Step second, boolean overlapping) {
	}

	/**
	 * A fault.
	 *
	 * @param fault what
	 * @param node which node, if it is about one
	 * @param before how long to wait before it
	 * @param lasting how long it lasts
	 */
	record Step(Fault fault, int node, Duration before, Duration lasting) {
	}

}
