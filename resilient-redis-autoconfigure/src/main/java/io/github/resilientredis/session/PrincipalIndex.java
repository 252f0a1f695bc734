/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Whose sessions this node has seen, for looking them up while Redis is away. Bounded,
 * the oldest first. May name sessions that have ended: whoever looks them up finds out.
 *
 * <p>
 * The maps are read and written under the lock. Thread-safe.
 */
final class PrincipalIndex {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, String> principals = new LinkedHashMap<>(16, 0.75f, true);

	private final Map<String, Set<String>> sessions = new HashMap<>();

	private final int max;

	PrincipalIndex(int max) {
		this.max = max;
	}

	/** A session is somebody's, or nobody's. */
	void put(String id, @Nullable String principal) {
		this.lock.lock();
		try {
			String before = (principal != null) ? this.principals.put(id, principal) : this.principals.remove(id);
			if (before != null && !before.equals(principal)) {
				removeFrom(before, id);
			}
			if (principal != null) {
				this.sessions.computeIfAbsent(principal, (name) -> new HashSet<>()).add(id);
				trim();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void trim() {
		Iterator<Map.Entry<String, String>> oldest = this.principals.entrySet().iterator();
		while (this.principals.size() > this.max && oldest.hasNext()) {
			Map.Entry<String, String> entry = oldest.next();
			removeFrom(entry.getValue(), entry.getKey());
			oldest.remove();
		}
	}

	private void removeFrom(String principal, String id) {
		Set<String> ids = this.sessions.get(principal);
		if (ids != null && ids.remove(id) && ids.isEmpty()) {
			this.sessions.remove(principal);
		}
	}

	/** The sessions of somebody. */
	Set<String> find(String principal) {
		this.lock.lock();
		try {
			return new HashSet<>(this.sessions.getOrDefault(principal, Set.of()));
		}
		finally {
			this.lock.unlock();
		}
	}

}
