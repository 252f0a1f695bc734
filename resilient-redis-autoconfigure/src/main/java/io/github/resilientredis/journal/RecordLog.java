/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Is told, under the store's lock and in order, what an index keeps and forgets. Never
 * waits, never throws.
 */
interface RecordLog {

	/** An entry belongs on the disk from now on. */
	void record(PendingEntry entry);

	/** An entry told earlier is no longer needed. */
	void done(PendingEntry entry);

	void note(byte[] value);

	/**
	 * How safe all that was told so far is.
	 * @param forced whether it has to be forced first
	 * @return ends within a bounded time; never fails
	 */
	CompletableFuture<Durability> durability(boolean forced);

	JournalStatus.Storage storage();

	@Nullable String problem();

	long damagedBytes();

	/** Write what is waiting and let go. Called without the lock. */
	void close();

}
