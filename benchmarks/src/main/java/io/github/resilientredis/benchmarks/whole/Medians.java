/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The middle of some figures.
 */
final class Medians {

	private Medians() {
	}

	static <T> double of(List<T> all, ToDoubleFunction<T> figure) {
		double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("No figures");
		}
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/** The median of what the figures of one side are in those of the other. */
	static <T> double ofRatios(List<T> these, List<T> those, ToDoubleFunction<T> figure) {
		return of(IntStream.range(0, these.size()).boxed().toList(),
				(i) -> figure.applyAsDouble(these.get(i)) / figure.applyAsDouble(those.get(i)));
	}

}
