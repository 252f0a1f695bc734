/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of a question. Immutable.
 *
 * @param value the reply: a {@code byte[]}, {@code String}, {@code Long}, {@code List} or
 * {@code Map}; {@code null} if it was empty or there is none
 * @param problem why there is none, without secrets; {@code null} if there is one
 * @param silent whether there is none because nothing came, rather than an error
 */
record Answer(@Nullable Object value, @Nullable String problem, boolean silent) {

	static Answer reply(@Nullable Object value) {
		return new Answer(value, null, false);
	}

	/** The server said no. */
	static Answer refused(String problem) {
		return new Answer(null, problem, false);
	}

	/** Nothing came. */
	static Answer silence(String problem) {
		return new Answer(null, problem, true);
	}

	boolean isReply() {
		return this.problem == null;
	}

	String text() {
		return text(this.value);
	}

	@Nullable Long number() {
		if (this.value instanceof Number number) {
			return number.longValue();
		}
		String text = text();
		return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
	}

	List<?> list() {
		return (this.value instanceof List<?> list) ? list : List.of();
	}

	/** A map, which the older protocol sends as a list of keys and values. */
	Map<String, @Nullable Object> map() {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		if (this.value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> result.put(text(key), element));
		}
		List<?> list = list();
		for (int i = 0; i + 1 < list.size(); i += 2) {
			result.put(text(list.get(i)), list.get(i + 1));
		}
		return result;
	}

	static String text(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (value != null) ? value.toString() : "";
	}

}
