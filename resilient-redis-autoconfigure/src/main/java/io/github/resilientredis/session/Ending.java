/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.jspecify.annotations.Nullable;

/**
 * The end of a session, or of the id that it had, on its way to Redis.
 *
 * @param id which id ends
 * @param newId under which id the session goes on, {@code null} if it does not
 * @param memory for how many milliseconds to remember the end
 * @param session the session as it was, {@code null} if unknown
 */
record Ending(String id, @Nullable String newId, long memory, @Nullable StoredSession session) {

	static Ending of(String id, @Nullable String newId, @Nullable LocalCopy known, SessionMemory memory) {
		return new Ending(id, newId, memory.memory(known), (known != null) ? known.session() : null);
	}

	boolean renamed() {
		return this.newId != null;
	}

	/** Without the ids, which are secrets. */
	@Override
	public String toString() {
		return "Ending[renamed=" + renamed() + ", memory=" + this.memory + "]";
	}

}
