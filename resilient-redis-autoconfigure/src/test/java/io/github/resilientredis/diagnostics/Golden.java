/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares a report with the one that is kept under {@code src/test/resources}, apart
 * from what differs from run to run. {@code -Dresilient-redis.tests.golden=write} keeps
 * what is reported instead; read it before you commit it.
 */
final class Golden {

	private Golden() {
	}

	static void assertThatReportIs(String name, DiagnosisReport report) {
		String text = normal(report.toText(false, false));
		Path golden = Path.of("src/test/resources/diagnostics", name + ".txt");
		try {
			if ("write".equals(System.getProperty("resilient-redis.tests.golden"))) {
				Files.writeString(golden, text);
			}
			assertThat(text).isEqualTo(Files.readString(golden));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Without ports, versions, durations, sizes and counts that nobody controls. */
	static String normal(String text) {
		return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
			.replaceAll("version (Valkey )?\\d+\\.\\d+\\.\\d+", "version VERSION")
			.replaceAll("-?\\d+(\\.\\d+)?(E-?\\d+)? ms\\b", "N ms")
			// Said from 7.0 on.
			.replaceAll(" script: [0-9a-f]{40}, on @user_script:\\d+\\.", "")
			.replaceAll("uptime \\d+ s", "uptime N s")
			.replaceAll("\\d+(\\.\\d+)? [KMG]B", "SIZE")
			.replaceAll("\\(\\d{5,} of \\d{5,}\\)", "(N of N)")
			.replaceAll("samples \\d+", "samples N");
	}

}
