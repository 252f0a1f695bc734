/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault against every feature. The short form takes four faults and the application
 * with the starter; the long form takes all, and plain Spring Boot beside it, and writes
 * the page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIT {

	private static final String LONG = "resilient-redis.tests.long";

	private static final String WRITE = "resilient-redis.docs.write";

	/** Flapping takes Redis away for 200 ms at a time, which is how long callers wait. */
	private static final long WAITS_MILLIS = 150;

	private final Map<Fault, Row> guarded = new EnumMap<>(Fault.class);

	private final Map<Fault, Row> plain = new EnumMap<>(Fault.class);

	/** What a JVM that has just been started measures is itself. */
	@BeforeAll
	void warmUp() {
		if (Boolean.getBoolean(LONG)) {
			MatrixRun.run(Flavour.GUARDED, Fault.HUNG);
			MatrixRun.run(Flavour.PLAIN, Fault.HUNG);
		}
	}

	static Set<Fault> faults() {
		return Boolean.getBoolean(LONG) ? EnumSet.allOf(Fault.class)
				: EnumSet.of(Fault.KILLED, Fault.HUNG, Fault.READONLY, Fault.BACK_EMPTY);
	}

	@ParameterizedTest
	@MethodSource("faults")
	void noFaultReachesACallerOrLosesAnything(Fault fault) {
		Row row = MatrixRun.run(Flavour.GUARDED, fault);
		this.guarded.put(fault, row);
		Limits.check(row);
	}

	/** Without this, a matrix that measures nothing would look fine. */
	@ParameterizedTest
	@EnumSource
	@EnabledIfSystemProperty(named = LONG, matches = "true")
	void plainSpringBootIsHurt(Fault fault) {
		Row row = MatrixRun.run(Flavour.PLAIN, fault);
		this.plain.put(fault, row);
		assertThat(row.calls()).as("calls").isGreaterThan(100);
		assertThat(row.errors() > 0 || row.slowest(Phase.DURING).toMillis() > WAITS_MILLIS || !row.lost().isEmpty())
			.as("hurt: %s", row)
			.isTrue();
	}

	@AfterAll
	void write() throws IOException {
		if (this.plain.isEmpty()) {
			return;
		}
		String page = new MatrixPage(this.guarded, this.plain).text();
		Files.writeString(Path.of("target", "fault-matrix.md"), page);
		if (Boolean.getBoolean(WRITE) && this.plain.size() == Fault.values().length
				&& this.guarded.size() == Fault.values().length) {
			Files.writeString(FaultMatrixPageTests.PAGE, page);
		}
	}

}
