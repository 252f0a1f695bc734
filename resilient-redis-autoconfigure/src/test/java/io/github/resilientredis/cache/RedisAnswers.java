/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

/**
 * What Redis does for a cache at a time, whatever the reason. All expectations of
 * {@link CacheContract} that depend on Redis follow from this.
 */
enum RedisAnswers {

	/** Memory is the cache. */
	NOTHING(false, false, false),

	/** Reads are answered; what is written or removed stays on this node. */
	READS(true, false, false),

	/** Reads are answered and removals done; what is written stays on this node. */
	READS_AND_REMOVALS(true, true, false),

	EVERYTHING(true, true, true);

	private final boolean reads;

	private final boolean removals;

	private final boolean writes;

	RedisAnswers(boolean reads, boolean removals, boolean writes) {
		this.reads = reads;
		this.removals = removals;
		this.writes = writes;
	}

	boolean reads() {
		return this.reads;
	}

	boolean removals() {
		return this.removals;
	}

	boolean writes() {
		return this.writes;
	}

}
