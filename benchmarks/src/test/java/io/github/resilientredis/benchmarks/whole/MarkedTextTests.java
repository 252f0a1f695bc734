/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MarkedTextTests {

	private static final String BEGIN = "<!-- x: measured, not typed -->";

	private static final String END = "<!-- end of x -->";

	@Test
	void onlyWhatIsBetweenTheCommentsIsReplaced() {
		String page = "before\n" + BEGIN + "\nold\n" + END + "\nafter\n";
		assertThat(MarkedText.replace(page, "x", "\nnew\n\n"))
			.isEqualTo("before\n" + BEGIN + "\nnew\n" + END + "\nafter\n");
	}

	@Test
	void pageWithoutTheCommentsIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> MarkedText.replace("text", "x", "new"))
			.withMessageContaining(BEGIN);
		assertThatIllegalStateException().isThrownBy(() -> MarkedText.replace(END + BEGIN, "x", "new"));
	}

}
