/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

/**
 * What happens to Redis, or to the way there.
 */
enum FaultKind {

	/** Killed, and back with its data. */
	KILLED,

	/** Killed, and back without any data. */
	EMPTIED,

	/** Killed, and back with data of a while ago. */
	ROLLED_BACK,

	/** Stopped, and continued. */
	HUNG,

	/** Answers writes with READONLY. */
	READ_ONLY,

	/** Answers writes with OOM. */
	OUT_OF_MEMORY,

	/** Every reply comes later than anybody waits. */
	SLOW,

	/** Every reply is cut in the middle, and its connection reset. */
	CUT_MID_REPLY,

	/** Accepts everything and answers nothing; what was sent arrives when it is over. */
	BLACK_HOLE,

	/** The existing connections lead nowhere, new ones work. */
	FORGOTTEN,

	/** Refused and back, again and again. */
	FLAPPING;

	/** Whether it is about the way of single nodes and not about Redis. */
	boolean isOnTheWay() {
		return ordinal() >= SLOW.ordinal();
	}

	/** Whether Redis answers reads and refuses writes. */
	boolean isRefusal() {
		return this == READ_ONLY || this == OUT_OF_MEMORY;
	}

}
