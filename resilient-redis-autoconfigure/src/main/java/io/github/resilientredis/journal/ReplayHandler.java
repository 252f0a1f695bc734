/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import org.jspecify.annotations.Nullable;

/**
 * How a feature's records get into Redis. Called on a thread of the journal, which must
 * not be blocked.
 */
public interface ReplayHandler {

	/**
	 * Whose records it replays.
	 * @return the feature
	 */
	JournalFeature feature();

	/**
	 * The Redis key that a record is about, by which its master in a Cluster is found.
	 * @param record the record
	 * @return the key; {@code null} if there is no single one, and then replays need all
	 * masters unless they {@linkplain ReplayTarget#send(byte[], AsyncRedisAction) name
	 * keys}
	 */
	default byte @Nullable [] keyOf(JournalRecord record) {
		return null;
	}

	/**
	 * Put one record into Redis. Records are handed over in order; several are under way
	 * at once, but never two of the same key. Must have the effect of once if done twice.
	 * @param redis the way to Redis, for as many steps as it takes
	 * @param record the record
	 * @param data what became of Redis's data since this node last saw it
	 * @return ends when Redis has it; fails as {@code redis} failed. Any other failure
	 * means that Redis will never take this record: it is logged once and given up
	 */
	CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data);

	/**
	 * Redis may have lost, or been late with, these writes: leave records of them. They
	 * are replayed before Redis is read again, and before what was written to the same
	 * keys since.
	 * @param journal where to leave them
	 * @param written what this node wrote, in order
	 * @param complete whether that is all; otherwise more was written than is remembered
	 */
	default void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		new Repetition(journal, feature()).of(written);
	}

	/**
	 * Redis is about to be read again: what was kept aside may be out of date. Called
	 * after all that was pending is in Redis, or cannot be because Redis refuses writes.
	 * @param data what became of Redis's data since this node last saw it
	 */
	default void reading(RedisData data) {
	}

}
