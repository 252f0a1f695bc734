/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import io.github.bucket4j.BucketState;
import io.github.bucket4j.distributed.remote.RemoteBucketState;

/**
 * What a node has of a bucket while Redis is away: its share, to decide; and the whole as
 * it would be if nobody used it, and if this node alone did. What lies between these two
 * is what Redis has not heard of: spending that the time has made up for meanwhile is in
 * neither of them.
 *
 * <p>
 * Not thread-safe: used under its bucket's lock, and not changed any more once it is
 * carried back.
 */
final class LocalShare {

	private final LimitShape shape;

	private final BucketState share;

	private final RemoteBucketState untouched;

	private final RemoteBucketState used;

	/**
	 * A share.
	 * @param whole what is known of the bucket; not used by anyone else
	 * @param nodes how many share it
	 */
	LocalShare(LimitShape shape, RemoteBucketState whole, int nodes, long now) {
		this.shape = shape;
		this.untouched = shape.refilled(whole, now);
		this.used = this.untouched.copy();
		this.share = shape.share(this.untouched, nodes, now);
	}

	private LocalShare(LocalShare former, long now) {
		this.shape = former.shape;
		this.untouched = former.used(now);
		this.used = this.untouched.copy();
		this.share = former.share;
	}

	/**
	 * What is left of it, while Redis has not heard of what is gone. It is not taken from
	 * any more itself.
	 */
	LocalShare rest(long now) {
		return new LocalShare(this, now);
	}

	/** How much was given out. */
	long spent(long now) {
		return Math.max(0, untouched(now).getAvailableTokens() - used(now).getAvailableTokens());
	}

	/** Whether this node gives out nothing of it now. */
	boolean isUsedUp(long now) {
		this.share.refillAllBandwidth(now);
		return this.share.getAvailableTokens() < 1;
	}

	Verdict tryAcquire(long cost, long now) {
		this.share.refillAllBandwidth(now);
		if (cost > this.share.getAvailableTokens()) {
			return Verdict.rejected(this.share, now, cost);
		}
		this.share.consume(cost);
		this.used.refillAllBandwidth(now);
		this.used.consume(cost);
		return Verdict.admitted(this.share, now, 0);
	}

	RemoteBucketState untouched(long now) {
		return this.shape.refilled(this.untouched.copy(), now);
	}

	RemoteBucketState used(long now) {
		return this.shape.refilled(this.used.copy(), now);
	}

}
