/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Puts writes that Redis has lost into the journal, where they belong in the order: in
 * front of what was written to the same keys since and still waits there. Where a newer
 * record replaces older ones, it stands for the lost write, too. If there is no room for
 * all, there may be for some keys: of a key all or nothing is repeated.
 */
final class Repetition {

	private final Journal journal;

	private final JournalFeature feature;

	Repetition(Journal journal, JournalFeature feature) {
		this.journal = journal;
		this.feature = feature;
	}

	/**
	 * Repeat.
	 * @throws JournalFullException if not all could be kept
	 */
	void of(List<JournalRecord> lost) {
		if (this.feature.replacing()) {
			lost.stream().filter((record) -> !this.journal.isPending(this.feature, record.key())).forEach(this::append);
			return;
		}
		try {
			this.journal.repeat(this.feature, lost);
		}
		catch (JournalFullException ex) {
			someOf(lost);
		}
	}

	private void someOf(List<JournalRecord> lost) {
		Map<ByteBuffer, List<JournalRecord>> byKey = lost.stream()
			.collect(Collectors.groupingBy((record) -> ByteBuffer.wrap(record.key()), LinkedHashMap::new,
					Collectors.toList()));
		JournalFullException full = null;
		for (List<JournalRecord> ofKey : byKey.values()) {
			try {
				this.journal.repeat(this.feature, ofKey);
			}
			catch (JournalFullException ex) {
				full = ex;
			}
		}
		throwIfAny(full);
	}

	private static void throwIfAny(@Nullable JournalFullException full) {
		if (full != null) {
			throw full;
		}
	}

	private void append(JournalRecord record) {
		this.journal.append(this.feature, record.key(), record.payload());
	}

}
