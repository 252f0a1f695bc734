/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.function.LongSupplier;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.jspecify.annotations.Nullable;

/**
 * Brings a bucket in Redis up to date with what a node knows: takes what the node gave
 * out while Redis was away, and if Redis lost data, leaves no more than the node last
 * saw. Never takes more than the bucket can hold, nor makes it owe more than that, so
 * that nobody waits longer than it takes to fill it twice.
 */
final class CarryWork implements BucketWork<Long> {

	private final LimitShape shape;

	private final LocalShare local;

	private final boolean lost;

	private final LongSupplier credit;

	private final FlushMark mark;

	/**
	 * A carry.
	 * @param local what the node knows; not changed any more
	 * @param lost whether Redis lost data since
	 * @param credit how much of what was given out Redis has been charged already
	 * @param mark identifies it
	 */
	CarryWork(LimitShape shape, LocalShare local, boolean lost, LongSupplier credit, FlushMark mark) {
		this.shape = shape;
		this.local = local;
		this.lost = lost;
		this.credit = credit;
		this.mark = mark;
	}

	/** The same, of which nothing is known to have taken effect in what Redis has now. */
	CarryWork afterLoss() {
		return new CarryWork(this.shape, this.local, true, this.credit, this.mark);
	}

	/**
	 * Do it.
	 * @return the credit that was made use of
	 */
	@Override
	public Long apply(BucketEntry entry, long now) {
		RemoteBucketState untouched = this.local.untouched(now);
		RemoteBucketState used = this.local.used(now);
		RemoteBucketState present = present(entry, untouched, now);
		long credited = this.credit.getAsLong();
		long[] tokens = new long[this.shape.limit().rates().size()];
		boolean changed = false;
		for (int i = 0; i < tokens.length; i++) {
			long there = size(present, i);
			long left = this.lost ? Math.min(there, size(untouched, i)) : there;
			long burst = this.shape.limit().rates().get(i).burst();
			long spent = Math.min(burst, Math.max(0, size(untouched, i) - size(used, i) - credited));
			tokens[i] = Math.max(left - spent, Math.min(left, -burst));
			changed |= tokens[i] != there;
		}
		if (changed || (this.lost && !entry.exists())) {
			entry.set(BucketStates.with(present, (rate) -> tokens[rate]));
		}
		return credited;
	}

	/** What was seen last is what was lost. */
	@Override
	public boolean needsNewest() {
		return this.lost;
	}

	private RemoteBucketState present(BucketEntry entry, RemoteBucketState untouched, long now) {
		return (this.lost && !entry.exists()) ? untouched.copy() : this.shape.current(entry, now);
	}

	private static long size(RemoteBucketState state, int rate) {
		return state.getState().getCurrentSize(rate);
	}

	@Override
	public @Nullable FlushMark mark() {
		return this.mark;
	}

}
