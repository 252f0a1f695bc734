/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts writes that Redis has lost into the journal, where they belong in the order: in
 * front of what was written to the same keys since and still waits there.
 *
 * <p>
 * Where a newer record replaces older ones, it stands for the lost write, too. Otherwise
 * the waiting records of these keys are appended once more, behind the lost ones, and
 * only then are their first copies dropped: if the process ends in between, they are
 * applied twice, but in the right order at the end.
 */
final class Repetition {

	private final Journal journal;

	private final JournalFeature feature;

	Repetition(Journal journal, JournalFeature feature) {
		this.journal = journal;
		this.feature = feature;
	}

	void of(List<JournalRecord> lost) {
		if (this.feature.replacing()) {
			lost.stream().filter((record) -> !this.journal.isPending(this.feature, record.key())).forEach(this::append);
			return;
		}
		List<JournalRecord> waiting = waitingBehind(lost);
		lost.forEach(this::append);
		waiting.forEach(this::append);
		if (!waiting.isEmpty()) {
			Set<JournalRecord> first = Collections.newSetFromMap(new IdentityHashMap<>());
			first.addAll(waiting);
			this.journal.drop(this.feature, first::contains);
		}
	}

	private List<JournalRecord> waitingBehind(List<JournalRecord> lost) {
		List<JournalRecord> waiting = new ArrayList<>();
		Set<ByteBuffer> keys = lost.stream().map((record) -> ByteBuffer.wrap(record.key())).collect(Collectors.toSet());
		if (!keys.isEmpty()) {
			this.journal.drop(this.feature, (record) -> {
				if (keys.contains(ByteBuffer.wrap(record.key()))) {
					waiting.add(record);
				}
				return false;
			});
		}
		return waiting;
	}

	private void append(JournalRecord record) {
		this.journal.append(this.feature, record.key(), record.payload());
	}

}
