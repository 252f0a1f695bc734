/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.Assert;

import io.github.resilientredis.guard.ForwardClock;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;

/**
 * The throttle on the guard. Token buckets in Redis, as Bucket4j keeps them, decide while
 * Redis is there; what they said of a key is remembered, so that somebody who has been
 * turned away is turned away again without asking. While Redis is away each node gives
 * out its share of what was left, and tells Redis afterwards.
 *
 * <p>
 * Thread-safe. All limits and their counters are made at the start; what changes is in
 * {@link ThrottleBucket} and {@link SharedBucket}, for each key by itself.
 *
 * <p>
 * Nodes agree on the time by their clocks: one that is ahead of the others by some
 * seconds fills each bucket for these seconds in advance, once. A clock that is put back
 * is followed at half the pace of time, so that limits go on admitting.
 */
public final class GuardedThrottle implements Throttle, InitializingBean, DisposableBean {

	/** Limits are rather kept too narrow than exceeded. */
	private static final int PACE_WHEN_PUT_BACK = 50;

	private final Map<String, LimitGate> gates = new LinkedHashMap<>();

	private final ThrottleShares shares;

	private final ThrottleUpkeep upkeep;

	/**
	 * Create the throttle.
	 * @param guard the way to Redis
	 * @param journal tells when Redis lost data
	 * @param settings what all limits have in common
	 * @param limits the limits
	 * @param clock tells the time, as close to that of other nodes as it can
	 */
	public GuardedThrottle(RedisGuard guard, Journal journal, ThrottleSettings settings, List<ThrottleLimit> limits,
			Clock clock) {
		String id = UUID.randomUUID().toString();
		boolean counting = settings.nodes() == null && guard.getState() != GuardState.LOCAL_ONLY;
		NodeCount count = counting ? new NodeCount(guard, settings.keyPrefix(), id) : null;
		this.shares = new ThrottleShares(settings.nodes(), count);
		Clock forward = new ForwardClock(clock, PACE_WHEN_PUT_BACK);
		ThrottleNode node = new ThrottleNode(settings.keyPrefix(), id,
				() -> TimeUnit.MILLISECONDS.toNanos(forward.millis()), this.shares::known);
		ThrottleBuckets buckets = new ThrottleBuckets(node, settings.maxLocalKeys());
		this.upkeep = new ThrottleUpkeep(guard, buckets, count);
		limits.forEach((limit) -> {
			LimitGate former = this.gates.put(limit.name(),
					new LimitGate(guard, node, buckets, this.shares, new LimitShape(limit), this.upkeep::due));
			Assert.isTrue(former == null, () -> "There are two limits '" + limit.name() + "'");
		});
		journal.register(new DataLossListener(() -> {
			node.lostData();
			this.upkeep.due();
		}));
	}

	@Override
	public ThrottleDecision tryAcquire(String limit, String key) {
		LimitGate gate = gate(limit);
		return gate.tryAcquire(key, gate.limit().cost());
	}

	@Override
	public ThrottleDecision tryAcquire(String limit, String key, long cost) {
		return gate(limit).tryAcquire(key, cost);
	}

	@Override
	public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key) {
		LimitGate gate = gate(limit);
		return gate.tryAcquireAsync(key, gate.limit().cost());
	}

	@Override
	public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key, long cost) {
		return gate(limit).tryAcquireAsync(key, cost);
	}

	@Override
	public ThrottleLimit getLimit(String name) {
		return gate(name).limit();
	}

	@Override
	public List<ThrottleLimit> getLimits() {
		return this.gates.values().stream().map(LimitGate::limit).toList();
	}

	private LimitGate gate(String limit) {
		LimitGate gate = this.gates.get(limit);
		if (gate == null) {
			throw new UnknownLimitException(limit, this.gates.keySet());
		}
		return gate;
	}

	/**
	 * What was decided since the start; a read of memory.
	 * @return the statistics of each limit
	 */
	public List<ThrottleStatistics> getStatistics() {
		return this.gates.values().stream().map(LimitGate::statistics).toList();
	}

	/**
	 * How many nodes share a limit while Redis is away.
	 * @return the number, 0 if it is not known yet
	 */
	public int getNodes() {
		return this.shares.known();
	}

	/**
	 * Begin to count nodes, if there are limits for them to share. To be called once,
	 * before the throttle is used.
	 */
	@Override
	public void afterPropertiesSet() {
		if (!this.gates.isEmpty()) {
			this.upkeep.start();
		}
	}

	/**
	 * End what {@link #afterPropertiesSet()} began.
	 */
	@Override
	public void destroy() {
		if (!this.gates.isEmpty()) {
			this.upkeep.stop();
		}
	}

}
