/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers and booleans as JSON (RFC 8259). No JSON library is
 * needed for that, and none may be on the class path.
 */
final class JsonText {

	private final StringBuilder out = new StringBuilder();

	private JsonText() {
	}

	static String of(Object tree) {
		JsonText json = new JsonText();
		json.value(tree, "\n");
		return json.out.append('\n').toString();
	}

	private void value(@Nullable Object value, String line) {
		if (value instanceof Map<?, ?> map) {
			object(map, line);
		}
		else if (value instanceof List<?> list) {
			array(list, line);
		}
		else if (value == null || value instanceof Boolean || isFinite(value)) {
			this.out.append(value);
		}
		else {
			string(value.toString());
		}
	}

	private static boolean isFinite(Object value) {
		return value instanceof Number number && Double.isFinite(number.doubleValue());
	}

	private void object(Map<?, ?> map, String line) {
		String separator = "";
		this.out.append('{');
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			this.out.append(separator).append(line).append("  ");
			string(String.valueOf(entry.getKey()));
			this.out.append(": ");
			value(entry.getValue(), line + "  ");
			separator = ",";
		}
		this.out.append(map.isEmpty() ? "" : line).append('}');
	}

	private void array(List<?> list, String line) {
		String separator = "";
		this.out.append('[');
		for (Object element : list) {
			this.out.append(separator).append(line).append("  ");
			value(element, line + "  ");
			separator = ",";
		}
		this.out.append(list.isEmpty() ? "" : line).append(']');
	}

	private void string(String text) {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				this.out.append('\\').append(c);
			}
			else if (c < 0x20 || c > 0x7e) {
				this.out.append(String.format("\\u%04x", (int) c));
			}
			else {
				this.out.append(c);
			}
		}
		this.out.append('"');
	}

}
