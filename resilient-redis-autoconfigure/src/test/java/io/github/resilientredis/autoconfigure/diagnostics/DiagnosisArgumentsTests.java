/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisArgumentsTests {

	@Test
	void withoutTheOptionNothingIsAskedFor() {
		assertThat(DiagnosisArguments.of()).isNull();
		assertThat(DiagnosisArguments.of("--format=xml", "--verbose", "diagnose-redis")).isNull();
	}

	@Test
	void allOptionsAreUnderstoodInAnyOrderAmongOthers() {
		assertThat(DiagnosisArguments.of("--format=json", "--debug", "--verbose", "--spring.profiles.active=x",
				"--show-config", "--diagnose-redis", "--test-connection", "file"))
			.isEqualTo(new DiagnosisArguments(true, true, true, true, null));
		assertThat(DiagnosisArguments.of("--diagnose-redis", "--format=text"))
			.isEqualTo(new DiagnosisArguments(false, false, false, false, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--format=", "--format=yaml", "--format", "--test-conection", "--show-configuration",
			"--verbos", "--diagnose-redis=yes" })
	void whatIsMisspelledIsNamed(String option) {
		DiagnosisArguments arguments = DiagnosisArguments.of("--diagnose-redis", option);
		assertThat(arguments).isNotNull();
		assertThat(arguments.problem()).startsWith("There is no ").contains(option.replaceFirst("--format=", ""));
	}

}
