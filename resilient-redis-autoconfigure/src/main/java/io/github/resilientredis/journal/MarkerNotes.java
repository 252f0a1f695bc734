/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was last seen of each marker in the journal's note: a line for each, which
 * is the marker's text, after the hash tag and a space in Cluster.
 *
 * <p>
 * Used by the journal's thread, but for its creation.
 */
final class MarkerNotes {

	/** More masters than a Cluster should have; the longest unseen is forgotten. */
	private static final int MAX = 1000;

	private final JournalStore store;

	private final Map<String, MarkerValue> byTag = new LinkedHashMap<>();

	MarkerNotes(JournalStore store) {
		this.store = store;
		byte[] note = store.note();
		if (note != null) {
			new String(note, StandardCharsets.ISO_8859_1).lines().forEach(this::read);
		}
	}

	private void read(String line) {
		int begin = Math.max(0, line.indexOf("rr1 "));
		MarkerValue value = MarkerValue.parse(line.substring(begin).getBytes(StandardCharsets.ISO_8859_1));
		if (value != null) {
			this.byTag.put(line.substring(0, begin).strip(), value);
		}
	}

	@Nullable MarkerValue get(String tag) {
		return this.byTag.get(tag);
	}

	void put(String tag, MarkerValue seen) {
		this.byTag.remove(tag);
		this.byTag.put(tag, seen);
		if (this.byTag.size() > MAX) {
			this.byTag.remove(this.byTag.keySet().iterator().next());
		}
		this.store.note(this.byTag.entrySet()
			.stream()
			.map((entry) -> line(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining("\n"))
			.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** The text of a value may end in a space. */
	private static String line(String tag, MarkerValue value) {
		String text = new String(value.format(), StandardCharsets.ISO_8859_1);
		return tag.isEmpty() ? text : tag + " " + text;
	}

}
