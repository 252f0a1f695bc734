/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that this node took from a bucket in advance. Thread-safe: one number, taken
 * from and added to atomically; two who look at it at once may both find it low, but only
 * one of a round trip's works fills it up, and there is one round trip at a time.
 */
final class TokenLease {

	private final AtomicLong left = new AtomicLong();

	private final ThrottleNode node;

	private final LimitShape shape;

	TokenLease(ThrottleNode node, LimitShape shape) {
		this.node = node;
		this.shape = shape;
	}

	/** Give out of it, if there is enough. */
	boolean take(long cost) {
		long present = this.left.get();
		while (present >= cost) {
			if (this.left.compareAndSet(present, present - cost)) {
				return true;
			}
			present = this.left.get();
		}
		return false;
	}

	/**
	 * How much to take in advance now: nothing near the limit, so that all nodes can fill
	 * up theirs.
	 * @param available how much the bucket has left
	 */
	long wanted(BucketEntry entry, long available) {
		int nodes = this.node.nodes();
		long most = this.shape.lease(nodes);
		long wanted = most - this.left.get();
		if (entry.isLeased() || wanted <= most / 2 || available - wanted < most * nodes) {
			return 0;
		}
		entry.setLeased();
		return wanted;
	}

	void add(long tokens) {
		this.left.addAndGet(tokens);
	}

}
