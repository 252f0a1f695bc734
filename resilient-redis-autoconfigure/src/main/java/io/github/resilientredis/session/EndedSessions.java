/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that are known to this node to have ended, for as long as a record of
 * another node could bring them back, and bounded by their number, the oldest first. They
 * are dead here whatever Redis says, and are ended again in a Redis that lost data.
 *
 * <p>
 * The map is read and written under the lock. Thread-safe.
 */
final class EndedSessions {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Long> until = new LinkedHashMap<>();

	private final int max;

	EndedSessions(int max) {
		this.max = max;
	}

	/**
	 * Remember it.
	 * @param now the time, in milliseconds since 1970
	 * @param forgottenAt when it needs no longer be remembered
	 * @return whether it was not known to have ended
	 */
	boolean add(String id, long now, long forgottenAt) {
		this.lock.lock();
		try {
			Long known = this.until.putIfAbsent(id, forgottenAt);
			Iterator<Long> oldest = this.until.values().iterator();
			while (oldest.hasNext() && (oldest.next() <= now || this.until.size() > this.max)) {
				oldest.remove();
			}
			return known == null;
		}
		finally {
			this.lock.unlock();
		}
	}

	void remove(String id) {
		this.lock.lock();
		try {
			this.until.remove(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean contains(String id) {
		this.lock.lock();
		try {
			return this.until.containsKey(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** All of them, the oldest first. */
	List<String> all() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.until.keySet());
		}
		finally {
			this.lock.unlock();
		}
	}

}
