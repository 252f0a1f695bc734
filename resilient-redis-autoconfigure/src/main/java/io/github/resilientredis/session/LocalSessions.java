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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The sessions that this node remembers, bounded by their number: who was idle for
 * longest is forgotten first, but nobody of whom Redis misses something. Copies are
 * bytes, so nothing that happens to an attribute's object changes them.
 *
 * <p>
 * The map is read and written under the lock, which is held for a few steps only.
 * Thread-safe.
 */
final class LocalSessions {

	/** How many that cannot be forgotten are passed over in the search for one. */
	private static final int SEARCH = 64;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, LocalCopy> copies = new LinkedHashMap<>(16, 0.75f, true);

	private final int max;

	private final Predicate<String> pinned;

	/**
	 * No sessions.
	 * @param max how many at most
	 * @param pinned which are not to be forgotten; takes no lock
	 */
	LocalSessions(int max, Predicate<String> pinned) {
		this.max = max;
		this.pinned = pinned;
	}

	@Nullable LocalCopy get(String id) {
		this.lock.lock();
		try {
			return this.copies.get(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	void put(String id, LocalCopy copy) {
		this.lock.lock();
		try {
			this.copies.put(id, copy);
			trim(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Put it there unless another was put there since.
	 * @param before what was there
	 */
	void replace(String id, @Nullable LocalCopy before, LocalCopy copy) {
		this.lock.lock();
		try {
			if (this.copies.get(id) == before) {
				this.copies.put(id, copy);
				trim(id);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change it, if it is there.
	 * @param change makes the new one; takes no lock
	 * @return the new one; {@code null} if there was none
	 */
	@Nullable LocalCopy update(String id, UnaryOperator<LocalCopy> change) {
		this.lock.lock();
		try {
			LocalCopy copy = this.copies.get(id);
			if (copy == null) {
				return null;
			}
			LocalCopy changed = change.apply(copy);
			this.copies.put(id, changed);
			return changed;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Nullable LocalCopy remove(String id) {
		this.lock.lock();
		try {
			return this.copies.remove(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Remove it, unless another was put in its place. */
	void remove(String id, LocalCopy copy) {
		this.lock.lock();
		try {
			if (this.copies.get(id) == copy) {
				this.copies.remove(id);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Those of this moment; who was idle for longest comes first. */
	List<LocalCopy> all() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.copies.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.copies.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Not the newest one, which may be about to be pinned. */
	private void trim(String newest) {
		Iterator<String> oldest = this.copies.keySet().iterator();
		for (int i = 0; i < SEARCH && this.copies.size() > this.max && oldest.hasNext(); i++) {
			String id = oldest.next();
			if (!id.equals(newest) && !this.pinned.test(id)) {
				oldest.remove();
			}
		}
	}

}
