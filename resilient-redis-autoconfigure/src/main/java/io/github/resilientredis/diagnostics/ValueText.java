/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Shows fields of a report to people: {@code usedBytes=1048576} as {@code used 1.0 MB}.
 */
final class ValueText {

	private static final int STEP = 1024;

	private ValueText() {
	}

	/** Fields in one line, without those that are unknown. */
	static String line(Map<?, ?> fields) {
		List<String> parts = new ArrayList<>();
		fields.forEach((name, value) -> {
			if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
				parts.add(words(name.toString()) + " " + value(name.toString(), value));
			}
		});
		return parts.isEmpty() ? "unknown" : String.join(", ", parts);
	}

	/** {@code withoutTimeToLive} as {@code without time to live}. */
	static String words(String name) {
		return name.replaceFirst("(Bytes|Millis|Seconds)$", "")
			.replaceAll("([a-z])([A-Z])", "$1 $2")
			.toLowerCase(Locale.ROOT);
	}

	private static String value(String name, @Nullable Object value) {
		if (value instanceof Boolean yes) {
			return yes ? "yes" : "no";
		}
		if (value instanceof List<?> list) {
			return String.join(" ", list.stream().map((element) -> value(name, element)).toList());
		}
		if (value instanceof Map<?, ?> map) {
			return "(" + line(map) + ")";
		}
		if (value instanceof Number number) {
			return number(name, number);
		}
		return TextStyle.clean(String.valueOf(value));
	}

	private static String number(String name, Number number) {
		if (name.endsWith("Bytes")) {
			return (number.longValue() == 0) ? "none" : size(number.longValue());
		}
		return number + (name.endsWith("Millis") ? " ms" : name.endsWith("Seconds") ? " s" : "");
	}

	private static String size(long bytes) {
		double value = bytes;
		int unit = 0;
		for (; value >= STEP && unit < 4; unit++) {
			value /= STEP;
		}
		return (unit == 0) ? bytes + " B" : String.format(Locale.ROOT, "%.1f %cB", value, "KMGT".charAt(unit - 1));
	}

}
