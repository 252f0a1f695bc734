/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the page is about the faults and features that are measured.
 */
class FaultMatrixPageTests {

	static final Path PAGE = Path.of("..", "docs", "fault-matrix.md");

	@ParameterizedTest
	@EnumSource
	void thePageHasEveryFeatureInEveryFault(Fault fault) throws IOException {
		String page = Files.readString(PAGE);
		assertThat(page).as("summary").contains("\n| [" + fault.title() + "](#" + MatrixPage.anchor(fault) + ") |");
		String heading = "\n### " + fault.title() + "\n";
		assertThat(page).contains(heading);
		String section = page.substring(page.indexOf(heading) + heading.length()).split("\n#", 2)[0];
		assertThat(section.lines().filter((line) -> line.matches("\\| .* \\|.* ms .*"))).as(fault.title())
			.hasSize(Feature.values().length)
			.allSatisfy((line) -> assertThat(line.chars().filter((c) -> c == '|').count())
				.isEqualTo(2 + 2L * Phase.measured().size()));
		assertThat(section)
			.contains(Arrays.stream(Feature.values()).map((one) -> "\n| " + one.title() + " |").toList());
	}

	@ParameterizedTest
	@EnumSource
	void nothingOfOursIsLost(Fault fault) throws IOException {
		String summary = Files.readString(PAGE)
			.lines()
			.filter((line) -> line.startsWith("| [" + fault.title() + "]("))
			.findFirst()
			.orElseThrow();
		String[] columns = summary.split(" *\\| *");
		assertThat(columns[2]).as("errors").startsWith("0 of ");
		assertThat(columns[11]).as("lost").isEqualTo("nothing");
	}

}
