/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.io.IOException;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.serialization.DataOutputSerializationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A bucket as it was in Redis when this node last looked. Immutable: the state is never
 * changed, only copied.
 *
 * @param bytes as stored, empty if there was nothing
 * @param state the same, {@code null} if there was nothing
 * @param expiry when Redis will have dropped it, in nanoseconds since 1970
 */
record SeenState(byte[] bytes, @Nullable RemoteBucketState state, long expiry) {

	/** Nothing there, or never looked. */
	static final SeenState NOTHING = new SeenState(new byte[0], null, Long.MAX_VALUE);

	static SeenState of(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length == 0) {
			return NOTHING;
		}
		return new SeenState(bytes, state(bytes), Long.MAX_VALUE);
	}

	/** As Bucket4j's {@code InternalSerializationHelper} does it, but for any bytes. */
	private static RemoteBucketState state(byte[] bytes) {
		try {
			return RemoteBucketState.SERIALIZATION_HANDLE.deserialize(DataOutputSerializationAdapter.INSTANCE,
					new BoundedInput(bytes));
		}
		catch (IOException ex) {
			// Without the cause, which is not about the connection.
			throw new IllegalStateException("Not a bucket: " + ex);
		}
	}

	/** What is there at a later time if nobody changed it. */
	SeenState at(long now) {
		return (now < this.expiry) ? this : NOTHING;
	}

	@Nullable RemoteBucketState copy() {
		return (this.state != null) ? this.state.copy() : null;
	}

	BucketEntry entry() {
		return new BucketEntry(copy());
	}

}
