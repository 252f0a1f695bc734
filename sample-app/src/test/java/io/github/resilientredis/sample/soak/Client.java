/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

/**
 * Somebody who uses the nodes. Used by one thread at a time: one of the load's while that
 * goes on, and others only while it pauses.
 */
interface Client {

	/** Do one thing, which may be several calls. */
	void act();

	/**
	 * Everything is well and has been for a second, and nobody acts: what was
	 * acknowledged must be found on every node, and what is dead on none.
	 */
	default void settled() {
	}

}
