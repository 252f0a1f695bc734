/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

/**
 * What happens to Redis, or to one node's way to it.
 */
enum Fault {

	/** Killed, and back with its data of that moment. */
	KILLED,

	/** Stopped, and continued. */
	HUNG,

	/** Killed, and back without any data. */
	EMPTIED,

	/** Killed, and back with data of a while ago. */
	ROLLED_BACK,

	/** Answers writes with READONLY. */
	READ_ONLY,

	/** Answers writes with OOM. */
	OUT_OF_MEMORY,

	/** One node's connections lead nowhere, new ones work. */
	FORGOTTEN,

	/** One node's connections are stuck, and deliver what they hold when it is over. */
	STUCK,

	/**
	 * The same, but when it is over only new connections work: what is held is delivered
	 * when the node has recovered.
	 */
	LATE,

	/** One node is reset and refused. */
	REFUSED;

	/** Whether it is about one node and not about Redis. */
	boolean isCut() {
		return this == FORGOTTEN || this == STUCK || this == LATE || this == REFUSED;
	}

	/** Whether Redis answers reads and refuses writes. */
	boolean isRefusal() {
		return this == READ_ONLY || this == OUT_OF_MEMORY;
	}

}
