/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.jspecify.annotations.Nullable;

/**
 * A bucket on which the works of one round trip are done, one after the other. Confined
 * to the thread that does them.
 */
final class BucketEntry extends MutableBucketEntry {

	private boolean leased;

	@SuppressWarnings("NullAway") // Bucket4j takes null for nothing
	BucketEntry(@Nullable RemoteBucketState state) {
		super(state);
	}

	/** Whether a work of this round trip has taken tokens in advance. */
	boolean isLeased() {
		return this.leased;
	}

	void setLeased() {
		this.leased = true;
	}

}
