/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * What became of Redis's data since this node last saw it.
 */
enum DataState {

	/** This node never saw it before. */
	FIRST,

	/** The beat this node last saw is in it, and so all that was written before. */
	KEPT,

	/** No beat this node ever heard of is known to be in it. */
	EMPTIED,

	/** Some older beat is in it, but not the one this node last saw. */
	ROLLED_BACK;

	/**
	 * What handlers are told.
	 */
	RedisData told() {
		return switch (this) {
			case FIRST, KEPT -> RedisData.KEPT;
			case EMPTIED -> RedisData.EMPTIED;
			case ROLLED_BACK -> RedisData.ROLLED_BACK;
		};
	}

}
