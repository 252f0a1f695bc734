/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * What a recovery has come to. Outlives attempts that Redis did not see to their end:
 * what is left belongs to the same loss of data, what was replayed counts, and may still
 * be overtaken. Confined to the journal's thread.
 */
final class RecoveryProgress {

	private final ReplayedEarly early = new ReplayedEarly();

	private RedisData data = RedisData.KEPT;

	private long replayed;

	/** Something was learnt about the data: the worst counts. */
	void found(RedisData found) {
		if (this.data == RedisData.KEPT || found == RedisData.EMPTIED) {
			this.data = found;
		}
	}

	void replayed(JournalFeature feature, JournalRecord record) {
		this.replayed++;
		this.early.add(feature, record);
	}

	/** What handlers are told. */
	RedisData data() {
		return this.data;
	}

	/** How many records Redis has taken. */
	long replayed() {
		return this.replayed;
	}

	/** What may have to be repeated. */
	ReplayedEarly early() {
		return this.early;
	}

}
