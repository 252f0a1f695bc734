/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * What became of Redis's data since this node last saw it, as told to those who replay.
 */
public enum RedisData {

	/**
	 * All that this node knew to be there still is; also if this node never saw any.
	 */
	KEPT,

	/**
	 * Nothing that this node knew can be relied on: most likely it is all gone. What is
	 * there now may also be something else, such as very old data, so "gone" must not be
	 * taken for granted where an old value would do harm.
	 */
	EMPTIED,

	/**
	 * It is as it was at some earlier time: an old snapshot, or a replica that was
	 * behind. What was removed since may be there again.
	 */
	ROLLED_BACK

}
