/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import io.github.bucket4j.distributed.versioning.Versions;

/**
 * This node, as its buckets see it. Thread-safe: two counters, each advanced atomically.
 */
final class ThrottleNode {

	private final String prefix;

	private final String id;

	private final BucketStore store;

	private final IntSupplier nodes;

	private final AtomicLong flushes = new AtomicLong();

	private final AtomicInteger losses = new AtomicInteger();

	/**
	 * A node.
	 * @param prefix of the library's keys
	 * @param id tells it from all other nodes, and from its own earlier lives
	 * @param clock the time in nanoseconds since 1970
	 * @param nodes how many there are, 0 if that is not known
	 */
	ThrottleNode(String prefix, String id, LongSupplier clock, IntSupplier nodes) {
		this.prefix = prefix;
		this.id = id;
		this.store = new BucketStore(clock, Versions.getLatest(), LimitShape::timeToLive);
		this.nodes = nodes;
	}

	long now() {
		return this.store.now();
	}

	int nodes() {
		return this.nodes.getAsInt();
	}

	SharedBucket bucket(LimitShape shape, String name) {
		return new SharedBucket(bytes(BucketKeys.bucket(this.prefix, shape.limit().name(), name)), this.store);
	}

	/** The mark of a flush that is not like any other. */
	FlushMark nextFlush(SharedBucket bucket, LimitShape shape) {
		String key = BucketKeys.flush(this.prefix, new String(bucket.key(), StandardCharsets.UTF_8), this.id);
		return new FlushMark(bytes(key), bytes(String.valueOf(this.flushes.incrementAndGet())),
				shape.longestTimeToLive());
	}

	/** How often Redis lost data. */
	int losses() {
		return this.losses.get();
	}

	void lostData() {
		this.losses.incrementAndGet();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
