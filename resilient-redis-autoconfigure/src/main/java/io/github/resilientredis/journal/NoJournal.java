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
 * Keeps nothing.
 */
final class NoJournal implements Journal {

	static final NoJournal INSTANCE = new NoJournal();

	private static final JournalStatus EMPTY = new JournalStatus(0, 0, null, JournalStatus.Storage.MEMORY, null, 0);

	private NoJournal() {
	}

	@Override
	public CompletableFuture<Durability> append(JournalFeature feature, byte[] key, byte[] payload) {
		return CompletableFuture.completedFuture(Durability.MEMORY);
	}

	@Override
	public boolean isPending(JournalFeature feature, byte[] key) {
		return false;
	}

	@Override
	public boolean isPending(JournalFeature feature) {
		return false;
	}

	@Override
	public int drop(JournalFeature feature, Predicate<JournalRecord> superfluous) {
		return 0;
	}

	@Override
	public void repeat(JournalFeature feature, List<JournalRecord> lost) {
		// Nothing is repeated.
	}

	@Override
	public void wrote(JournalFeature feature, byte[] key, byte[] payload) {
		// Nothing is repeated.
	}

	@Override
	public void register(ReplayHandler handler) {
		// Nothing is replayed.
	}

	@Override
	public JournalStatus status() {
		return EMPTY;
	}

}
