/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the server says of its configuration; nothing that could be a secret is asked.
 * Immutable.
 */
final class ConfigValues {

	private static final List<String> NAMES = List.of("maxmemory", "maxmemory-policy", "maxclients", "save",
			"appendonly", "bind", "protected-mode");

	private final Map<String, String> values = new LinkedHashMap<>();

	private final Answer first;

	private ConfigValues(Answer first) {
		this.first = first;
	}

	static ConfigValues ask(Node node) {
		List<Answer> answers = node.askAll(NAMES.stream().map((name) -> Question.of("CONFIG", "GET", name)).toList());
		ConfigValues config = new ConfigValues(answers.get(0));
		for (int i = 0; i < NAMES.size(); i++) {
			Map<String, @Nullable Object> reply = answers.get(i).map();
			String name = NAMES.get(i);
			if (reply.containsKey(name)) {
				config.values.put(name, Answer.text(reply.get(name)));
			}
		}
		return config;
	}

	/** How the server took it. */
	Answer answer() {
		return this.first;
	}

	@Nullable String text(String name) {
		return this.values.get(name);
	}

	@Nullable Long number(String name) {
		String value = this.values.get(name);
		return (value != null && value.matches("\\d{1,18}")) ? Long.valueOf(value) : null;
	}

	NodeFacts.@Nullable Exposure exposure() {
		String bind = this.values.get("bind");
		if (bind == null) {
			return null;
		}
		List<String> addresses = bind.isBlank() ? List.of("*") : List.of(bind.strip().split(" +"));
		return new NodeFacts.Exposure(addresses, !"no".equals(this.values.get("protected-mode")));
	}

}
