/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayPhase;
import io.github.resilientredis.journal.ReplayTarget;

/**
 * Hears from the journal that Redis lost data, before anyone reads it again. The throttle
 * leaves no records in the journal: what it counts is of use for as long as it takes to
 * fill a bucket, and would be in the way of logouts.
 */
final class DataLossListener implements ReplayHandler {

	private static final JournalFeature FEATURE = new JournalFeature("throttle", ReplayPhase.WRITES, true, false,
			JournalShare.ORDINARY);

	private final Runnable lost;

	DataLossListener(Runnable lost) {
		this.lost = lost;
	}

	@Override
	public JournalFeature feature() {
		return FEATURE;
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
		return CompletableFuture.completedFuture(null);
	}

	/** Also after a restart that lost less than the marker can tell. */
	@Override
	public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		this.lost.run();
	}

	@Override
	public void reading(RedisData data) {
		if (data != RedisData.KEPT) {
			this.lost.run();
		}
	}

}
