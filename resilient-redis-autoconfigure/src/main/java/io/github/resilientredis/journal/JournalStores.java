/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.file.Path;
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
		return open(settings, clock, new LocalDisk());
	}

	static JournalStore open(JournalSettings settings, Clock clock, Disk disk) {
		ReentrantLock lock = new ReentrantLock();
		PendingIndex index = new PendingIndex();
		Path directory = settings.directory();
		RecordLog log = (directory != null) ? FileLog.open(directory, settings, disk, lock, index) : new MemoryLog();
		return new IndexedStore(settings.maxSize(), clock, lock, index, log);
	}

}
