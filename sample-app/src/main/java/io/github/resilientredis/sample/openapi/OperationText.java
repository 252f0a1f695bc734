/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What cannot be read from the code of an operation. All of it is in one file,
 * {@code openapi.txt}, so that it can be read in one go.
 *
 * @param group of operations it belongs to
 * @param caller who may call it
 * @param summary what it does
 * @param statuses of its answers beside 200
 */
record OperationText(String group, Caller caller, String summary, List<Integer> statuses) {

	/**
	 * Read the file.
	 * @return the texts by method and path, such as {@code GET /api/me}
	 */
	static Map<String, OperationText> readAll() {
		try {
			String file = new ClassPathResource("openapi.txt").getContentAsString(StandardCharsets.UTF_8);
			Map<String, OperationText> texts = new LinkedHashMap<>();
			file.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split("\\s*\\|\\s*", -1))
				.forEach((columns) -> texts.put(columns[0], of(columns)));
			return texts;
		}
		catch (IOException ex) {
			throw new IllegalStateException("openapi.txt cannot be read", ex);
		}
	}

	private static OperationText of(String[] columns) {
		Assert.state(columns.length == 5, () -> "In openapi.txt, this has not five columns: " + columns[0]);
		List<Integer> statuses = Arrays.stream(StringUtils.tokenizeToStringArray(columns[4], " "))
			.map(Integer::valueOf)
			.toList();
		return new OperationText(columns[1], Caller.valueOf(columns[2].toUpperCase(Locale.ROOT)), columns[3], statuses);
	}

}
