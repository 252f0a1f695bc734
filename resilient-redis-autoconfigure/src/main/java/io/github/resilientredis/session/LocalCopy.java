/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.HashMap;
import java.util.Map;

/**
 * What a node remembers of a session. Immutable.
 *
 * @param session the session
 * @param changes when this node changed which field, as numbers that grow; fields that it
 * did not change are not in it. Tells a replay what may overwrite what
 * @param confirmedAt when it was last known to be in Redis, or was begun here, in
 * milliseconds since 1970
 * @param writtenAt when this node last changed it, in milliseconds since 1970; 0 if never
 */
record LocalCopy(StoredSession session, Map<String, Long> changes, long confirmedAt, long writtenAt) {

	private static final byte[] REMOVED = {};

	LocalCopy {
		changes = Map.copyOf(changes);
	}

	/**
	 * As Redis, or the database, has it now. What was removed here stays as an empty
	 * attribute: neither of them tells of it.
	 */
	LocalCopy confirmed(StoredSession now, long at) {
		Map<String, byte[]> removed = new HashMap<>();
		for (String field : this.changes.keySet()) {
			if (field.startsWith(SessionFormat.ATTRIBUTE)) {
				String name = field.substring(SessionFormat.ATTRIBUTE.length());
				if (!now.attributes().containsKey(name)) {
					removed.put(name, REMOVED);
				}
			}
		}
		if (removed.isEmpty()) {
			return new LocalCopy(now, this.changes, at, this.writtenAt);
		}
		removed.putAll(now.attributes());
		StoredSession session = new StoredSession(now.id(), now.createdAt(), now.accessedAt(), now.maxInactive(),
				removed);
		return new LocalCopy(session, this.changes, at, this.writtenAt);
	}

	LocalCopy confirmed(long at) {
		return new LocalCopy(this.session, this.changes, at, this.writtenAt);
	}

	LocalCopy touched(long accessedAt, int maxInactive) {
		StoredSession old = this.session;
		StoredSession now = new StoredSession(old.id(), old.createdAt(), Math.max(old.accessedAt(), accessedAt),
				maxInactive, old.attributes());
		return new LocalCopy(now, this.changes, this.confirmedAt, this.writtenAt);
	}

	/**
	 * With what was changed here. A removed attribute stays as an empty one, so that a
	 * replay removes it, too.
	 */
	LocalCopy changed(SessionChange change, long version, long at) {
		StoredSession old = this.session;
		Map<String, byte[]> attributes = new HashMap<>(old.attributes());
		attributes.putAll(change.attributes());
		Map<String, Long> versions = new HashMap<>(this.changes);
		change.attributes().keySet().forEach((name) -> versions.put(SessionFormat.ATTRIBUTE + name, version));
		if (change.maxInactive() != old.maxInactive()) {
			versions.put(SessionFormat.INTERVAL, version);
		}
		StoredSession now = new StoredSession(old.id(), old.createdAt(),
				Math.max(old.accessedAt(), change.accessedAt()), change.maxInactive(), attributes);
		return new LocalCopy(now, versions, this.confirmedAt, at);
	}

	/** The same session under another id, of which nobody else knows yet. */
	LocalCopy renamed(String id, long at) {
		StoredSession old = this.session;
		StoredSession now = new StoredSession(id, old.createdAt(), old.accessedAt(), old.maxInactive(),
				old.attributes());
		return new LocalCopy(now, Map.of(), at, at);
	}

	/** Without values. */
	@Override
	public String toString() {
		return "LocalCopy[" + this.session + ", " + this.changes.size() + " changes, confirmedAt=" + this.confirmedAt
				+ ", writtenAt=" + this.writtenAt + "]";
	}

}
