/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reads the slow log. Arguments are left out: they are keys and values.
 */
final class SlowLogProbe {

	private static final String ENTRIES = "32";

	private static final int SHOWN = 3;

	private SlowLogProbe() {
	}

	static NodeFacts.@Nullable SlowLog read(Node node, Unanswered unanswered) {
		Answer length = node.ask("SLOWLOG", "LEN");
		if (unanswered.note("SLOWLOG", length)) {
			return null;
		}
		Answer entries = node.ask("SLOWLOG", "GET", ENTRIES);
		unanswered.note("SLOWLOG", entries);
		return new NodeFacts.SlowLog(Objects.requireNonNullElse(length.number(), 0L),
				entries.list()
					.stream()
					.map(SlowLogProbe::entry)
					.sorted(Comparator.comparingDouble(NodeFacts.Slow::tookMillis).reversed())
					.limit(SHOWN)
					.toList());
	}

	/** An entry is: id, time, microseconds, the command's words, the client. */
	private static NodeFacts.Slow entry(Object entry) {
		List<?> parts = Answer.reply(entry).list();
		Long micros = (parts.size() > 2) ? Answer.reply(parts.get(2)).number() : null;
		List<?> words = (parts.size() > 3) ? Answer.reply(parts.get(3)).list() : List.of();
		String command = words.isEmpty() ? "?" : Answer.text(words.get(0)).toUpperCase(Locale.ROOT);
		return new NodeFacts.Slow(command.matches("[A-Z._-]{1,40}") ? command : "?",
				(micros != null) ? Math.round(micros / 10.0) / 100.0 : 0);
	}

}
