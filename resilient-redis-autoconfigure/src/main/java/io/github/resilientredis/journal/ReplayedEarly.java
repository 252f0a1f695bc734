/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a replay removed from Redis, kept for a second where a late command on an earlier
 * connection could still bring it back. Bounded: beyond that it knows only that there was
 * more. Confined to the journal's thread.
 */
final class ReplayedEarly {

	private static final int MAX_RECORDS = 10_000;

	private final Map<String, List<JournalRecord>> records = new HashMap<>();

	private final Set<String> incomplete = new HashSet<>();

	private int size;

	void add(JournalFeature feature, JournalRecord record) {
		if (feature.phase() == ReplayPhase.WRITES) {
			return;
		}
		if (this.size < MAX_RECORDS) {
			this.records.computeIfAbsent(feature.name(), (name) -> new ArrayList<>()).add(record);
			this.size++;
		}
		else {
			this.incomplete.add(feature.name());
		}
	}

	/** Have everything repeated. */
	void repeat(ReplayHandlers handlers, Journal journal) {
		this.records.forEach((feature, written) -> {
			ReplayHandler handler = handlers.find(feature);
			if (handler != null) {
				ReplayHandlers.repeat(handler, journal, written, !this.incomplete.contains(feature));
			}
		});
	}

}
