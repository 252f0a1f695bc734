/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * Ends sessions by their ids, also those that this node never saw. Thread-safe.
 */
public interface SessionEnder {

	/**
	 * End a session. When this returns it is dead on this node, and stays dead on all
	 * nodes once they and Redis have found each other again. Ids that no session can have
	 * are ignored, and so are, beyond a bound, ids that this node knows nothing of.
	 * @param id the id that a client presents
	 */
	void end(String id);

}
