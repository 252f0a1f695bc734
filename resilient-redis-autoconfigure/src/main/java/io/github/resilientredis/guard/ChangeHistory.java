/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last changes of state, {@value #MAX} at most. Written by the thread that tells
 * listeners, read by anyone, both under the monitor.
 */
final class ChangeHistory implements GuardListener {

	static final int MAX = 50;

	private final Deque<GuardStateChange> changes = new ArrayDeque<>(MAX);

	@Override
	public synchronized void stateChanged(GuardStateChange change) {
		if (this.changes.size() == MAX) {
			this.changes.removeFirst();
		}
		this.changes.addLast(change);
	}

	/** Oldest first. */
	synchronized List<GuardStateChange> all() {
		return List.copyOf(this.changes);
	}

}
