/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what could not be asked, each command once. Confined to the thread of the
 * diagnosis.
 */
final class Unanswered {

	private final Map<String, String> reasons = new LinkedHashMap<>();

	/**
	 * Note a question that got no reply.
	 * @param question the command
	 * @param answer what became of it
	 * @return whether it got no reply
	 */
	boolean note(String question, Answer answer) {
		String problem = answer.problem();
		if (problem != null) {
			this.reasons.putIfAbsent(question, problem);
		}
		return problem != null;
	}

	void note(String question, String reason) {
		this.reasons.putIfAbsent(question, reason);
	}

	List<Facts.Unasked> list() {
		return this.reasons.entrySet()
			.stream()
			.map((entry) -> new Facts.Unasked(entry.getKey(), entry.getValue()))
			.toList();
	}

}
