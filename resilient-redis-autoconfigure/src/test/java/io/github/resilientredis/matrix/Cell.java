/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A feature in a phase of a fault.
 *
 * @param feature the feature
 * @param phase the phase
 * @param calls how many calls belong here
 * @param errors how many of them were not answered as they should be
 * @param slowest how long the slowest took; zero if there was none
 * @param example what the first of the errors was; empty if there was none
 */
record Cell(Feature feature, Phase phase, int calls, int errors, Duration slowest, String example) {

	static Cell of(Feature feature, Phase phase, List<Sample> samples) {
		List<Sample> mine = samples.stream()
			.filter((sample) -> sample.feature() == feature && sample.phase() == phase)
			.toList();
		List<String> errors = mine.stream().map(Sample::error).filter(Objects::nonNull).toList();
		Duration slowest = mine.stream().map(Sample::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		return new Cell(feature, phase, mine.size(), errors.size(), slowest, errors.isEmpty() ? "" : errors.get(0));
	}

	@Override
	public String toString() {
		return this.feature.title() + ", " + this.phase.title();
	}

}
