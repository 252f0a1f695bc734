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
 * @param renamed whether the session goes on under another
 * @param memory for how many milliseconds to remember the end
 * @param session the session as it was, {@code null} if unknown
 */
record Ending(String id, boolean renamed, long memory, @Nullable StoredSession session) {

	static Ending of(String id, boolean renamed, @Nullable LocalCopy known, SessionMemory memory) {
		return new Ending(id, renamed, memory.memory(known), (known != null) ? known.session() : null);
	}

	/** Without the id, which is a secret. */
	@Override
	public String toString() {
		return "Ending[renamed=" + this.renamed + ", memory=" + this.memory + "]";
	}

}
