/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Makes the journal's threads: daemons with a telling name.
 */
final class JournalThreads {

	private JournalThreads() {
	}

	static ThreadFactory named(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

	/** One thread, which drops what comes after its end. */
	static ScheduledThreadPoolExecutor scheduler() {
		ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, named("resilient-redis-journal"),
				new ThreadPoolExecutor.DiscardPolicy());
		thread.setRemoveOnCancelPolicy(true);
		thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return thread;
	}

}
