/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.github.resilientredis.benchmarks.Round.Done;

/**
 * What one side did in its turns.
 */
final class Turns {

	private final List<Done> turns = new ArrayList<>();

	private CommandCalls calls = CommandCalls.NONE;

	void add(Done done, CommandCalls sent) {
		this.turns.add(done);
		this.calls = this.calls.plus(sent);
	}

	/** Operations a second. */
	double median() {
		return quantile(this.turns.stream().mapToDouble(Done::perSecond), 0.5);
	}

	/** How many times what the other side did in the same round: that part is less. */
	double ratio(Turns other, double part) {
		return quantile(
				IntStream.range(0, this.turns.size())
					.mapToDouble((round) -> this.turns.get(round).perSecond() / other.turns.get(round).perSecond()),
				part);
	}

	private static double quantile(DoubleStream values, double part) {
		double[] sorted = values.sorted().toArray();
		double rank = part * (sorted.length - 1);
		int below = (int) rank;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
	}

	double seconds() {
		return this.turns.stream().mapToDouble(Done::seconds).sum();
	}

	CommandCalls calls() {
		return this.calls;
	}

	double perOperation(long number) {
		return (double) number / this.turns.stream().mapToLong(Done::operations).sum();
	}

	/** Commands an operation, without those that are sent for other reasons. */
	String describeCalls() {
		return this.calls.calls()
			.entrySet()
			.stream()
			.filter((entry) -> perOperation(entry.getValue()) >= 0.0005)
			.map((entry) -> "%s %.3f".formatted(entry.getKey(), perOperation(entry.getValue())))
			.collect(Collectors.joining(", "));
	}

}
