/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletableFuture;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.RedisOperation;

/**
 * What this node knows of one key of one limit, and the ways to decide about it.
 * Thread-safe as its parts are.
 */
final class ThrottleBucket {

	private final LimitShape shape;

	private final SharedBucket shared;

	private final RedisOperation operation;

	private final TokenLease lease;

	private final Untold untold;

	ThrottleBucket(ThrottleNode node, LimitShape shape, String name, RedisOperation operation) {
		this.shape = shape;
		this.shared = node.bucket(shape, name);
		this.operation = operation.onKey(this.shared.key());
		this.lease = new TokenLease(node, shape);
		this.untold = new Untold(node, shape, this.shared);
	}

	RedisOperation operation() {
		return this.operation;
	}

	/** What Redis has not been told. */
	Untold untold() {
		return this.untold;
	}

	/** Take from what was taken in advance. */
	@Nullable Verdict fromLease(long cost, long now) {
		if (!this.lease.take(cost)) {
			return null;
		}
		RemoteBucketState seen = this.shared.seen().copy();
		RemoteBucketState state = (seen != null) ? this.shape.refilled(seen, now) : this.shape.full(now);
		return Verdict.admitted(state.getState(), now, 0);
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
		CompletableFuture<?> before = this.untold.tell(redis);
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
			RemoteBucketState left = bucket.untold.without(state, now);
			long available = left.getAvailableTokens();
			if (this.cost > available) {
				return new Answer(Verdict.rejected(left.getState(), now, this.cost), ThrottleSource.REDIS);
			}
			long lease = bucket.lease.wanted(entry, available - this.cost);
			state.consume(this.cost + lease);
			entry.set(state);
			return new Answer(Verdict.admitted(state.getState(), now, lease), ThrottleSource.REDIS);
		}

		@Override
		public void ended(Answer answer, boolean heard) {
			ThrottleBucket.this.lease.add(answer.verdict().leased());
			if (!heard && answer.verdict().admitted()) {
				ThrottleBucket.this.untold.charged(this.cost);
			}
		}

	}

}
