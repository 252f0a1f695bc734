/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.RedisOperation;

/**
 * What this node knows of one key of one limit, and the ways to decide about it.
 *
 * <p>
 * {@code local}, {@code carry}, {@code credit} and {@code losses} are read and written
 * under the lock; the first two also without it by who only asks whether there is
 * anything, and may miss what changes at that moment. {@code leased} is taken from and
 * added to atomically. The lock is never held while something is sent.
 */
final class ThrottleBucket {

	private final ReentrantLock lock = new ReentrantLock();

	private final ThrottleNode node;

	private final LimitShape shape;

	private final SharedBucket shared;

	private final RedisOperation operation;

	private final AtomicLong leased = new AtomicLong();

	private volatile @Nullable LocalShare local;

	private volatile @Nullable Carry carry;

	private long credit;

	private volatile int losses;

	ThrottleBucket(ThrottleNode node, LimitShape shape, String name, RedisOperation operation) {
		this.node = node;
		this.shape = shape;
		this.shared = node.bucket(shape, name);
		this.operation = operation.onKey(this.shared.key());
		this.losses = node.losses();
	}

	RedisOperation operation() {
		return this.operation;
	}

	/** Take from what was taken in advance. */
	@Nullable Verdict fromLease(long cost, long now) {
		long left = this.leased.get();
		while (left >= cost) {
			if (this.leased.compareAndSet(left, left - cost)) {
				RemoteBucketState seen = this.shared.seen().copy();
				RemoteBucketState state = (seen != null) ? this.shape.refilled(seen, now) : this.shape.full(now);
				return Verdict.admitted(state.getState(), now, 0);
			}
			left = this.leased.get();
		}
		return null;
	}

	/** Turn away for what Redis said earlier: others can only have taken more since. */
	@Nullable Verdict fromMemory(long cost, long now) {
		RemoteBucketState seen = this.shared.seen().at(now).copy();
		if (seen == null || this.shape.refilled(seen, now).getAvailableTokens() >= cost) {
			return null;
		}
		return Verdict.rejected(seen.getState(), now, cost);
	}

	/**
	 * Ask Redis, after it has been told what it missed.
	 */
	CompletableFuture<Answer> ask(RedisClusterAsyncCommands<byte[], byte[]> redis, long cost) {
		CompletableFuture<?> before = carryBack(redis);
		CompletableFuture<Answer> answer = this.shared.submit(redis, new Decision(cost));
		if (before != null) {
			answer.whenComplete((decided, failure) -> {
				if (answer.isCancelled()) {
					before.cancel(true);
				}
			});
		}
		return answer;
	}

	/** Take from this node's share. */
	Verdict fromShare(long cost, long now, int nodes) {
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

	/** Whether Redis does not know all that this node does. */
	boolean isAhead() {
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
	@Nullable CompletableFuture<?> carryBack(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		if (!isAhead()) {
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
	private RemoteBucketState withoutUntold(RemoteBucketState state, long now) {
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
	private void charged(long cost) {
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

	/** A decision that Redis shares. */
	private final class Decision implements BucketWork<Answer> {

		private final long cost;

		private Decision(long cost) {
			this.cost = cost;
		}

		@Override
		public @Nullable Answer early(long now) {
			Verdict verdict = fromLease(this.cost, now);
			return (verdict != null) ? new Answer(verdict, ThrottleSource.LEASE) : null;
		}

		@Override
		public Answer apply(BucketEntry entry, long now) {
			ThrottleBucket bucket = ThrottleBucket.this;
			RemoteBucketState state = bucket.shape.current(entry, now);
			RemoteBucketState left = bucket.withoutUntold(state, now);
			long available = left.getAvailableTokens();
			if (this.cost > available) {
				return new Answer(Verdict.rejected(left.getState(), now, this.cost), ThrottleSource.REDIS);
			}
			long lease = lease(entry, available - this.cost);
			state.consume(this.cost + lease);
			entry.set(state);
			return new Answer(Verdict.admitted(state.getState(), now, lease), ThrottleSource.REDIS);
		}

		private long lease(BucketEntry entry, long left) {
			int nodes = ThrottleBucket.this.node.nodes();
			long most = ThrottleBucket.this.shape.lease(nodes);
			long lease = most - ThrottleBucket.this.leased.get();
			if (entry.isLeased() || lease <= most / 2 || left - lease < most * nodes) {
				return 0;
			}
			entry.setLeased();
			return lease;
		}

		@Override
		public void ended(Answer answer, boolean heard) {
			ThrottleBucket.this.leased.addAndGet(answer.verdict().leased());
			if (!heard && answer.verdict().admitted()) {
				charged(this.cost);
			}
		}

	}

	/**
	 * What was decided, and by what.
	 *
	 * @param verdict the verdict
	 * @param source what decided
	 */
	record Answer(Verdict verdict, ThrottleSource source) {

	}

}
