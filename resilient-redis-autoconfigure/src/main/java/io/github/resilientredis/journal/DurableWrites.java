/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletableFuture;

/**
 * Writes that are not lost when Redis is away: applied now if Redis takes them, otherwise
 * kept in the journal and applied when it does, in order for each key. Thread-safe.
 *
 * <p>
 * With {@code resilient-redis.journal.directory} a write that was answered
 * {@link WriteOutcome#JOURNALLED} survives the end of the process, {@code kill -9}
 * included, up to the delay with which records are forced to the disk in groups.
 */
public interface DurableWrites {

	/**
	 * Write, waiting for Redis within the limits of any guarded call.
	 * @param type which {@link DurableWriteHandler} applies it
	 * @param key what it is about; writes of one key are applied in the order in which
	 * they were submitted one after the other; not changed afterwards
	 * @param payload what to write; not changed afterwards
	 * @return what became of it
	 * @throws JournalFullException if Redis is away and the journal is full: nothing was
	 * kept
	 * @throws IllegalArgumentException if no handler has this type
	 */
	WriteOutcome submit(String type, byte[] key, byte[] payload);

	/**
	 * Write without waiting.
	 * @param type which {@link DurableWriteHandler} applies it
	 * @param key what it is about; not changed afterwards
	 * @param payload what to write; not changed afterwards
	 * @return what becomes of it; fails as {@link #submit} throws, or with what the
	 * handler's commands failed with for reasons of their own
	 * @throws IllegalArgumentException if no handler has this type
	 */
	CompletableFuture<WriteOutcome> submitAsync(String type, byte[] key, byte[] payload);

}
