/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * What Redis has not been told of a bucket: what this node gave out while Redis was away,
 * and what Redis has lost since.
 *
 * <p>
 * {@code credit} is read and written under the lock. So are the other three, which are
 * also read without it by who only asks whether there is anything, and may miss what
 * changes at that moment. The lock is never held while something is sent.
 */
final class Untold {

	private final ReentrantLock lock = new ReentrantLock();

	private final ThrottleNode node;

	private final LimitShape shape;

	private final SharedBucket shared;

	/** What is being given out, {@code null} since Redis was last told. */
	private volatile @Nullable LocalShare local;

	/** What was given out before that, until Redis is known to have it. */
	private volatile @Nullable Carry carry;

	/** How much of both Redis was charged for already. */
	private long credit;

	private volatile int losses;

	Untold(ThrottleNode node, LimitShape shape, SharedBucket shared) {
		this.node = node;
		this.shape = shape;
		this.shared = shared;
		this.losses = node.losses();
	}

	/** Give out of this node's share. */
	Verdict giveOut(long cost, long now, int nodes) {
		this.lock.lock();
		try {
			LocalShare share = this.local;
			if (share == null) {
				Carry unheard = this.carry;
				this.credit = (unheard != null) ? this.credit : 0;
				share = (unheard != null) ? unheard.local().rest(now)
						: new LocalShare(this.shape, known(now), nodes, now);
				this.local = share;
			}
			return share.tryAcquire(cost, now);
		}
		finally {
			this.lock.unlock();
		}
	}

	private RemoteBucketState known(long now) {
		RemoteBucketState seen = this.shared.seen().at(now).copy();
		return (seen != null) ? seen : this.shape.full(now);
	}

	/** Whether there is anything. */
	boolean isAny() {
		return this.local != null || this.carry != null || this.losses != this.node.losses();
	}

	/** Whether nothing is left, as far as this node knows. */
	boolean isUsedUp(long now) {
		this.lock.lock();
		try {
			Carry unheard = this.carry;
			LocalShare share = (this.local == null && unheard != null) ? unheard.local() : this.local;
			return (share != null) ? share.isUsedUp(now)
					: this.shape.refilled(known(now), now).getAvailableTokens() < 1;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tell Redis what it does not know.
	 * @return when it knows, {@code null} if there is nothing to tell or it is being told
	 */
	@Nullable CompletableFuture<?> tell(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		if (!isAny()) {
			return null;
		}
		Carry due;
		CompletableFuture<Long> carrying;
		this.lock.lock();
		try {
			due = dueCarry();
			if (due == null) {
				return null;
			}
			// Whoever finds it under way from now on decides after it.
			carrying = this.shared.queue(redis, due.work());
		}
		finally {
			this.lock.unlock();
		}
		this.shared.start();
		carrying.whenComplete((credited, failure) -> carried(due, (failure == null) ? credited : null));
		return carrying;
	}

	private @Nullable Carry dueCarry() {
		Carry due = this.carry;
		if (due == null) {
			due = nextCarry();
		}
		if (due == null || due.underWay()) {
			return null;
		}
		int happened = this.node.losses();
		this.carry = ((due.losses() == happened) ? due : due.afterLoss(happened)).begun(true);
		return this.carry;
	}

	private @Nullable Carry nextCarry() {
		long now = this.node.now();
		int happened = this.node.losses();
		boolean lost = this.losses != happened;
		LocalShare share = this.local;
		if (share == null) {
			RemoteBucketState seen = this.shared.seen().at(now).copy();
			if (!lost || seen == null || this.shape.isFull(this.shape.refilled(seen, now), now)) {
				this.losses = happened;
				return null;
			}
			share = new LocalShare(this.shape, seen, Math.max(1, this.node.nodes()), now);
		}
		CarryWork work = new CarryWork(this.shape, share, lost, this::credit,
				this.node.nextFlush(this.shared, this.shape));
		Carry next = new Carry(work, share, happened, false);
		// In this order, so that at no moment there seems to be nothing to tell.
		this.carry = next;
		this.local = null;
		return next;
	}

	private void carried(Carry done, @Nullable Long credited) {
		this.lock.lock();
		try {
			Carry present = this.carry;
			if (present != done) {
				return;
			}
			if (credited == null) {
				this.carry = done.begun(false);
			}
			else {
				this.carry = null;
				this.credit = Math.max(0, this.credit - credited);
				this.losses = done.losses();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long credit() {
		this.lock.lock();
		try {
			return this.credit;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is left if that counts which Redis will be told after what it is being told.
	 */
	RemoteBucketState without(RemoteBucketState state, long now) {
		if (this.local == null) {
			return state;
		}
		this.lock.lock();
		try {
			LocalShare share = this.local;
			long untold = (share != null) ? share.spent(now) - this.credit : 0;
			if (untold <= 0) {
				return state;
			}
			RemoteBucketState left = state.copy();
			left.consume(untold);
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Redis was charged for what the fallback decided. */
	void charged(long cost) {
		this.lock.lock();
		try {
			if (this.local != null || this.carry != null) {
				this.credit += cost;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
