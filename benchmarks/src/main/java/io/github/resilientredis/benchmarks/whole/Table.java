/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.Locale;

/**
 * A table of both shops, in Markdown.
 */
final class Table {

	private final StringBuilder lines = new StringBuilder("""
			| | plain Spring Boot | with the starter | | target |
			| --- | ---: | ---: | ---: | --- |
			""");

	Table row(String what, String plain, String starter) {
		return row(what, plain, starter, "", "");
	}

	Table row(String what, String plain, String starter, String compared, String target) {
		this.lines.append("| %s | %s | %s | %s | %s |%n".formatted(what, plain, starter, compared, target));
		return this;
	}

	/** Both figures, and what the starter's is of plain's. */
	Table ratio(String what, String format, double plain, double starter) {
		return ratio(what, format, plain, starter, "");
	}

	Table ratio(String what, String format, double plain, double starter, String target) {
		return row(what, text(format, plain), text(format, starter), text("%.2f ×", starter / plain), target);
	}

	static String text(String format, Object... figures) {
		return String.format(Locale.ROOT, format, figures);
	}

	static String verdict(String target, boolean met) {
		return target + (met ? ": met" : ": **missed**");
	}

	@Override
	public String toString() {
		return this.lines.toString();
	}

}
