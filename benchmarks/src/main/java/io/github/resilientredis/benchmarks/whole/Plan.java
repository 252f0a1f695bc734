/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How long everything takes.
 *
 * @param rate calls a second, where the rate is constant
 * @param starts of each shop
 * @param rounds in which each shop has a turn
 * @param turn seconds of a turn
 * @param warmUp seconds of each load before anything is measured
 * @param killed the outage of a Redis that is killed
 * @param hung the outage of a Redis that is stopped
 * @param write whether the result goes into {@code docs}
 */
record Plan(int rate, int starts, int rounds, int turn, int warmUp, Phases killed, Phases hung, boolean write) {

	private static final int RATE = 500;

	static Plan of(String[] arguments) {
		Set<String> given = new LinkedHashSet<>(Arrays.asList(arguments));
		boolean quick = given.remove("quick");
		boolean write = given.remove("write");
		if (!given.isEmpty()) {
			throw new IllegalArgumentException("Arguments are quick and write, not " + given);
		}
		if (quick) {
			return new Plan(RATE, 1, 2, 4, 6, new Phases(4, 10, 8), new Phases(3, 5, 5), write);
		}
		return new Plan(RATE, 7, 4, 10, 20, new Phases(15, 60, 45), new Phases(10, 20, 20), write);
	}

}
