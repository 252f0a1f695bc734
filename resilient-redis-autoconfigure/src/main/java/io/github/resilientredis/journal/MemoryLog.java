/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Keeps nothing: the index is all there is.
 */
final class MemoryLog implements RecordLog {

	@Override
	public void record(PendingEntry entry) {
		// It is in the index.
	}

	@Override
	public void done(PendingEntry entry) {
		// It was in the index.
	}

	@Override
	public void note(byte[] value) {
		// It is in the index.
	}

	@Override
	public CompletableFuture<Durability> durability(boolean forced) {
		return CompletableFuture.completedFuture(Durability.MEMORY);
	}

	@Override
	public JournalStatus.Storage storage() {
		return JournalStatus.Storage.MEMORY;
	}

	@Override
	public @Nullable String problem() {
		return null;
	}

	@Override
	public long damagedBytes() {
		return 0;
	}

	@Override
	public void close() {
		// Nothing is open.
	}

}
