/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;

/**
 * One limit: decides for each of its keys, in this order: by what was taken in advance,
 * by what Redis said earlier, by Redis, and where that fails as the limit says.
 * Thread-safe.
 */
final class LimitGate {

	private static final Log logger = LogFactory.getLog(GuardedThrottle.class);

	/** Redis may be back at any moment, but it makes no sense to ask all the time. */
	private static final Duration CLOSED_RETRY = Duration.ofSeconds(5);

	private final RedisGuard guard;

	private final ThrottleNode node;

	private final ThrottleBuckets buckets;

	private final ThrottleShares shares;

	private final LimitShape shape;

	private final Runnable decidedLocally;

	private final DecisionCounters counters = new DecisionCounters();

	/** Whether a failure that is not Redis being away has been told. */
	private final AtomicBoolean complained = new AtomicBoolean();

	LimitGate(RedisGuard guard, ThrottleNode node, ThrottleBuckets buckets, ThrottleShares shares, LimitShape shape,
			Runnable decidedLocally) {
		this.guard = guard;
		this.node = node;
		this.buckets = buckets;
		this.shares = shares;
		this.shape = shape;
		this.decidedLocally = decidedLocally;
	}

	ThrottleLimit limit() {
		return this.shape.limit();
	}

	ThrottleStatistics statistics() {
		return this.counters.snapshot(limit().name());
	}

	ThrottleDecision tryAcquire(String key, long cost) {
		ThrottleBucket bucket = bucket(key, cost);
		Answer known = known(bucket, cost);
		if (known != null) {
			return decided(known);
		}
		try {
			return decided(this.guard.await(bucket.operation(), (redis) -> bucket.ask(redis, cost)));
		}
		catch (RuntimeException ex) {
			return fallback(bucket, cost, ex);
		}
	}

	CompletionStage<ThrottleDecision> tryAcquireAsync(String key, long cost) {
		ThrottleBucket bucket = bucket(key, cost);
		Answer known = known(bucket, cost);
		if (known != null) {
			return CompletableFuture.completedFuture(decided(known));
		}
		return this.guard.submit(bucket.operation(), (redis) -> bucket.ask(redis, cost))
			.handle((answer, failure) -> (failure == null) ? decided(answer) : fallback(bucket, cost, failure));
	}

	private ThrottleBucket bucket(String key, long cost) {
		Assert.notNull(key, "'key' must not be null");
		Assert.isTrue(cost >= 1, "'cost' must be at least 1");
		return this.buckets.get(this.shape, key);
	}

	/** What can be said without Redis, or has to be. */
	private @Nullable Answer known(ThrottleBucket bucket, long cost) {
		long now = this.node.now();
		Verdict verdict = bucket.fromLease(cost, now);
		if (verdict != null) {
			return new Answer(verdict, ThrottleSource.LEASE);
		}
		GuardState state = this.guard.getState();
		boolean asked = state.isWritable() || state == GuardState.CONNECTING;
		if (!asked) {
			return isLocal(state) ? share(bucket, cost, now) : null;
		}
		verdict = bucket.fromMemory(cost, now);
		return (verdict != null) ? new Answer(verdict, ThrottleSource.MEMORY) : null;
	}

	private ThrottleDecision fallback(ThrottleBucket bucket, long cost, Throwable failure) {
		complain(failure);
		if (isLocal(this.guard.getState())) {
			return decided(share(bucket, cost, this.node.now()));
		}
		boolean open = limit().onFailure() == ThrottleFallback.OPEN;
		ThrottleRate rate = limit().rates().get(0);
		ThrottleOutcome outcome = open ? ThrottleOutcome.ADMITTED : closed();
		boolean turnedAway = outcome == ThrottleOutcome.UNAVAILABLE;
		return counted(new ThrottleDecision(limit(), outcome, ThrottleSource.NONE, rate, open ? rate.burst() : 0,
				turnedAway ? CLOSED_RETRY : Duration.ZERO, turnedAway ? CLOSED_RETRY : Duration.ZERO));
	}

	private ThrottleOutcome closed() {
		return limit().shadow() ? ThrottleOutcome.SHADOW_REJECTED : ThrottleOutcome.UNAVAILABLE;
	}

	/** Without Redis at all there is nothing that could fail. */
	private boolean isLocal(GuardState state) {
		return limit().onFailure() == ThrottleFallback.LOCAL || state == GuardState.LOCAL_ONLY;
	}

	private Answer share(ThrottleBucket bucket, long cost, long now) {
		Verdict verdict = bucket.untold().giveOut(cost, now, this.shares.assumed());
		this.decidedLocally.run();
		return new Answer(verdict, ThrottleSource.LOCAL);
	}

	private ThrottleDecision decided(Answer answer) {
		Verdict verdict = answer.verdict();
		Duration wait = Duration.ofNanos(verdict.waitNanos());
		return counted(new ThrottleDecision(limit(), outcome(verdict), answer.source(),
				limit().rates().get(verdict.rate()), verdict.remaining(), wait, Duration.ofNanos(verdict.moreNanos())));
	}

	private ThrottleOutcome outcome(Verdict verdict) {
		if (verdict.admitted()) {
			return ThrottleOutcome.ADMITTED;
		}
		return limit().shadow() ? ThrottleOutcome.SHADOW_REJECTED : ThrottleOutcome.REJECTED;
	}

	private ThrottleDecision counted(ThrottleDecision decision) {
		this.counters.count(decision);
		return decision;
	}

	/** Says once what is not just Redis being away. */
	private void complain(Throwable failure) {
		if (!Failures.isOutage(failure) && this.complained.compareAndSet(false, true)) {
			logger.warn("Limit '" + limit().name() + "' is kept by this node alone where Redis cannot decide",
					Failures.cause(failure));
		}
	}

}
