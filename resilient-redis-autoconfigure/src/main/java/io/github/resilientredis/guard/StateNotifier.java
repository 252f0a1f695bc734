/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells listeners of changes, in order, on a thread of its own, so that a slow listener
 * delays neither a request nor the way back to Redis. The queue is bounded; what does not
 * fit is told to nobody and logged. The list of listeners is copied on write.
 */
final class StateNotifier {

	private static final Log logger = LogFactory.getLog(StateNotifier.class);

	private static final int MAX_WAITING = 1024;

	private final List<GuardListener> listeners = new CopyOnWriteArrayList<>();

	private final ThreadPoolExecutor executor;

	StateNotifier() {
		this.executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
				GuardThreads.named("resilient-redis-events"), (task, pool) -> logger
					.warn("A change of the state of Redis could not be told: listeners are too slow"));
		this.executor.allowCoreThreadTimeOut(true);
	}

	void add(GuardListener listener) {
		this.listeners.add(listener);
	}

	void remove(GuardListener listener) {
		this.listeners.remove(listener);
	}

	void changed(GuardStateChange change) {
		this.executor.execute(() -> this.listeners.forEach((listener) -> tell(listener, change)));
	}

	private void tell(GuardListener listener, GuardStateChange change) {
		try {
			listener.stateChanged(change);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on the change to " + change.current(), ex);
		}
	}

}
