/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/diagnostics.md} says what the code says.
 */
class FindingsPageTests {

	@Test
	void theTableOfFindingsIsInStepWithTheCode() throws IOException {
		StringBuilder table = new StringBuilder("| id | severity | found when | why it matters | remedy |\n");
		table.append("| --- | --- | --- | --- | --- |\n");
		for (FindingKind kind : FindingKind.values()) {
			table.append("| `%s` | %s | %s | %s | %s |\n".formatted(kind.id(), kind.severity(), cell(kind.when()),
					cell(kind.why()), cell(kind.remedy())));
		}
		assertThat(Files.readString(Path.of("..", "docs", "diagnostics.md"))).contains(table);
	}

	private static String cell(String text) {
		return text.replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
	}

}
