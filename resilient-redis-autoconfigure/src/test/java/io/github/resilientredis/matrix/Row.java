/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All that was measured of one fault.
 *
 * @param fault the fault
 * @param cells each feature in each phase
 * @param recovery from the end of the fault until every feature answers from Redis again
 * @param recovered whether it did, in the time that was given
 * @param touched how many calls were sent to Redis while the guard knew it to be away;
 * negative where there is no guard
 * @param lost what was accepted and is not there, or was ended and is, by kind
 */
record Row(Fault fault, List<Cell> cells, Duration recovery, boolean recovered, long touched,
		Map<String, Integer> lost) {

	static List<Cell> cells(List<Sample> samples) {
		return Arrays.stream(Feature.values())
			.flatMap((feature) -> Phase.measured().stream().map((phase) -> Cell.of(feature, phase, samples)))
			.toList();
	}

	int calls() {
		return this.cells.stream().mapToInt(Cell::calls).sum();
	}

	int errors() {
		return this.cells.stream().mapToInt(Cell::errors).sum();
	}

	Duration slowest(Phase phase) {
		return this.cells.stream()
			.filter((cell) -> cell.phase() == phase)
			.map(Cell::slowest)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	Cell cell(Feature feature, Phase phase) {
		return this.cells.stream()
			.filter((cell) -> cell.feature() == feature && cell.phase() == phase)
			.findFirst()
			.orElseThrow();
	}

}
