/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The reply to {@code INFO}. Immutable.
 */
final class InfoText {

	private final Map<String, String> fields = new HashMap<>();

	InfoText(String text) {
		text.lines().forEach((line) -> {
			int colon = line.indexOf(':');
			if (colon > 0 && !line.startsWith("#")) {
				this.fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
			}
		});
	}

	@Nullable String text(String field) {
		return this.fields.get(field);
	}

	@Nullable Long number(String field) {
		String value = this.fields.get(field);
		return (value != null && value.matches("-?\\d{1,18}")) ? Long.valueOf(value) : null;
	}

	boolean is(String field, String value) {
		return value.equals(this.fields.get(field));
	}

}
