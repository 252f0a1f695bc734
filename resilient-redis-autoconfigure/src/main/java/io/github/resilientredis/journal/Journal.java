/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Where features leave what Redis could not be told. It is replayed before anyone reads
 * Redis again, and also while Redis is in use: a single write that was not answered
 * leaves a single record. Thread-safe; no method waits for a disk or for Redis.
 *
 * <p>
 * The rule that keeps everything in order: <em>a key with a pending record is read and
 * written through the journal, in every state</em>. Who finds his key pending does not
 * ask Redis for it, and appends what he would have written.
 */
public interface Journal {

	/**
	 * Keep a write until Redis has it. If it was sent and not answered, its outcome is
	 * unknown, and it is kept all the same.
	 * @param feature whose record it is
	 * @param key what it is about; not changed afterwards
	 * @param payload what to do; not changed afterwards
	 * @return where the record is, once it is as safe as the feature asks: for features
	 * that force their records within a second at most, otherwise at once; never fails
	 * @throws JournalFullException if there is no room for it: refuse the write, or keep
	 * something smaller that stands for it
	 */
	CompletableFuture<Durability> append(JournalFeature feature, byte[] key, byte[] payload);

	/**
	 * Whether a key has records that Redis does not have; takes no lock.
	 * @param feature whose records
	 * @param key the key
	 * @return whether to keep away from Redis for this key
	 */
	boolean isPending(JournalFeature feature, byte[] key);

	/**
	 * Whether a feature has records that Redis does not have; takes no lock.
	 * @param feature whose records
	 * @return whether there is any
	 */
	boolean isPending(JournalFeature feature);

	/**
	 * Drop the records that something wider makes superfluous.
	 * @param feature whose records
	 * @param superfluous which of them; called under a lock, so it must not block
	 * @return how many were dropped
	 */
	int drop(JournalFeature feature, Predicate<JournalRecord> superfluous);

	/**
	 * Keep writes that Redis acknowledged and lost, where they belong in the order: in
	 * front of all that waits for the same keys or is under way for them.
	 * @param feature whose writes they are
	 * @param lost the writes, in the order in which they were made
	 * @throws JournalFullException if there is no room for all of them: none is kept
	 */
	void repeat(JournalFeature feature, List<JournalRecord> lost);

	/**
	 * Redis acknowledged a write: it is remembered, within bounds, to be repeated if
	 * Redis turns out to have lost it.
	 * @param feature whose write it was
	 * @param key as in a record of it
	 * @param payload as in a record of it
	 */
	void wrote(JournalFeature feature, byte[] key, byte[] payload);

	/**
	 * From now on this handler replays the records of its feature, also those of an
	 * earlier process that were found in the file.
	 * @param handler the handler
	 */
	void register(ReplayHandler handler);

	/**
	 * Size and storage; a read of memory.
	 * @return the status
	 */
	JournalStatus status();

	/**
	 * Begin to replay what waits, without waiting for it; for operators. It is never
	 * necessary: whatever is appended is replayed as soon as Redis is in use.
	 * @return whether Redis is in use, so that it was begun
	 */
	default boolean replayNow() {
		return false;
	}

	/**
	 * A journal for applications without Redis: keeps nothing, and what Redis misses is
	 * lost.
	 * @return the journal
	 */
	static Journal none() {
		return NoJournal.INSTANCE;
	}

}
