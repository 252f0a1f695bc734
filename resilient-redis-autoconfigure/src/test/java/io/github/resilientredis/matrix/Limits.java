/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;

import org.assertj.core.api.SoftAssertions;

/**
 * What must hold in every cell of the application with the starter.
 */
final class Limits {

	/** Fewer calls say nothing. */
	private static final int FLOOR = 5;

	/** What a machine that does other things as well may add. */
	private static final Duration NOISE = Duration.ofMillis(500);

	/** The request budget and one time limit, as they come. */
	private static final Duration BUDGET = Duration.ofMillis(1500);

	/** One second, and as much again for a busy machine to start the server's clients. */
	private static final Duration RECOVERY = Duration.ofSeconds(2);

	private Limits() {
	}

	static void check(Row row) {
		SoftAssertions softly = new SoftAssertions();
		row.cells().forEach((cell) -> check(cell, row.fault(), softly));
		softly.assertThat(row.recovered()).as("recovered").isTrue();
		softly.assertThat(row.recovery()).as("time to recover").isLessThanOrEqualTo(RECOVERY);
		softly.assertThat(row.lost()).as("lost").isEmpty();
		if (row.fault().effect().isAway()) {
			softly.assertThat(row.touched()).as("calls that touched a socket while open").isZero();
		}
		softly.assertAll();
	}

	private static void check(Cell cell, Fault fault, SoftAssertions softly) {
		softly.assertThat(cell.calls()).as("calls of " + cell).isGreaterThanOrEqualTo(FLOOR);
		softly.assertThat(cell.errors()).as("errors of " + cell + " such as " + cell.example()).isZero();
		softly.assertThat(cell.slowest()).as("slowest call of " + cell).isLessThanOrEqualTo(slowest(cell, fault));
	}

	private static Duration slowest(Cell cell, Fault fault) {
		boolean unsteady = fault.effect() == Effect.UNSTEADY && cell.phase() == Phase.DURING;
		boolean known = cell.phase() == Phase.DURING || cell.phase() == Phase.RECOVERED;
		return (known && !unsteady) ? NOISE : BUDGET.plus(NOISE);
	}

}
