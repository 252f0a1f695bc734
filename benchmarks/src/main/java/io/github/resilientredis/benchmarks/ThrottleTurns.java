/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.resilientredis.benchmarks.ThrottleRound.Done;

/**
 * What one side did in its turns.
 */
final class ThrottleTurns {

	private final List<Done> turns = new ArrayList<>();

	private CommandCalls calls = CommandCalls.NONE;

	void add(Done done, CommandCalls sent) {
		this.turns.add(done);
		this.calls = this.calls.plus(sent);
	}

	/** Decisions a second. */
	double median() {
		return median(this.turns.stream().mapToDouble(Done::perSecond).toArray());
	}

	/** How many times what the other side did in the same round. */
	double ratio(ThrottleTurns other) {
		return median(IntStream.range(0, this.turns.size())
			.mapToDouble((round) -> this.turns.get(round).perSecond() / other.turns.get(round).perSecond())
			.toArray());
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	double seconds() {
		return this.turns.stream().mapToDouble(Done::seconds).sum();
	}

	CommandCalls calls() {
		return this.calls;
	}

	double perDecision(long number) {
		return (double) number / this.turns.stream().mapToLong(Done::decisions).sum();
	}

	/** Commands a decision, without those that are not sent for decisions. */
	String describeCalls() {
		return this.calls.calls()
			.entrySet()
			.stream()
			.filter((entry) -> perDecision(entry.getValue()) >= 0.0005)
			.map((entry) -> "%s %.3f".formatted(entry.getKey(), perDecision(entry.getValue())))
			.collect(Collectors.joining(", "));
	}

}
