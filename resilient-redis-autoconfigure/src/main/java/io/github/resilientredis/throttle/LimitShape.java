/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;

/**
 * What the buckets of a limit look like: whole ones in Redis, and the share of one that a
 * node has while Redis is away. Immutable.
 */
final class LimitShape {

	/** A bucket is kept a little longer than it takes to fill. */
	private static final long LINGER_MILLIS = 1000;

	/** All leases together are at most this part of the burst. */
	private static final int LEASED_PART = 10;

	/** Longer periods would overflow; a token in a hundred years is none. */
	private static final long LONGEST_PERIOD = TimeUnit.DAYS.toNanos(36_500);

	private final ThrottleLimit limit;

	private final BucketConfiguration whole;

	private final long least;

	LimitShape(ThrottleLimit limit) {
		this.limit = limit;
		List<Bandwidth> bandwidths = new ArrayList<>();
		for (int i = 0; i < limit.rates().size(); i++) {
			ThrottleRate rate = limit.rates().get(i);
			bandwidths.add(bandwidth(i, rate.burst(), rate.permits(), rate.period().toNanos(), rate.burst()));
		}
		this.whole = new BucketConfiguration(bandwidths);
		this.least = limit.rates().stream().mapToLong(ThrottleRate::burst).min().orElseThrow();
	}

	private static Bandwidth bandwidth(int index, long capacity, long tokens, long nanos, long initial) {
		return Bandwidth.builder()
			.capacity(capacity)
			.refillGreedy(tokens, Duration.ofNanos(nanos))
			.initialTokens(initial)
			.id(String.valueOf(index))
			.build();
	}

	ThrottleLimit limit() {
		return this.limit;
	}

	/** A full bucket. */
	RemoteBucketState full(long now) {
		return new RemoteBucketState(BucketState.createInitialState(this.whole, MathType.INTEGER_64_BITS, now),
				new RemoteStat(0), null);
	}

	/** What is in the entry, refilled; a full bucket if there is nothing. */
	RemoteBucketState current(MutableBucketEntry entry, long now) {
		return entry.exists() ? refilled(entry.get(), now) : full(now);
	}

	/**
	 * Refill a bucket in place. If the limit was changed since, what is left is kept, as
	 * far as it fits: nobody gains by a change but by the time that passes after it. A
	 * rate that was added is full.
	 */
	RemoteBucketState refilled(RemoteBucketState state, long now) {
		state.refillAllBandwidth(now);
		if (state.getConfiguration() != this.whole) {
			if (state.getConfiguration().equals(this.whole)) {
				state.getState().setConfiguration(this.whole);
			}
			else {
				state.replaceConfiguration(this.whole, TokensInheritanceStrategy.AS_IS, now);
			}
		}
		return state;
	}

	/**
	 * A node's share of a bucket: of what it holds, of what it can hold and of what it
	 * gets. Not less than one token, if there is one.
	 * @param state what is left of the whole, refilled
	 * @param nodes how many share it
	 */
	BucketState share(RemoteBucketState state, int nodes, long now) {
		List<Bandwidth> bandwidths = new ArrayList<>();
		for (int i = 0; i < this.limit.rates().size(); i++) {
			ThrottleRate rate = this.limit.rates().get(i);
			long capacity = Math.max(1, rate.burst() / nodes);
			long left = Math.max(0, state.getState().getCurrentSize(i));
			long initial = (left == 0) ? 0 : Math.min(capacity, Math.max(1, left / nodes));
			bandwidths.add(bandwidth(i, capacity, rate.permits(), times(rate.period().toNanos(), nodes), initial));
		}
		return BucketState.createInitialState(new BucketConfiguration(bandwidths), MathType.INTEGER_64_BITS, now);
	}

	private static long times(long period, int nodes) {
		return (period > LONGEST_PERIOD / nodes) ? LONGEST_PERIOD : period * nodes;
	}

	/** Whether nothing is missing. */
	boolean isFull(RemoteBucketState refilled, long now) {
		return refilled.calculateFullRefillingTime(now) <= 0;
	}

	/**
	 * How many tokens a node takes in advance: with a leased limit a tenth of the burst
	 * for all nodes together, none if it is not known how many there are.
	 */
	long lease(int nodes) {
		boolean leased = this.limit.precision() == ThrottlePrecision.LEASED && nodes > 0;
		return leased ? this.least / LEASED_PART / nodes : 0;
	}

	/** In milliseconds: until a bucket is full. */
	static long timeToLive(RemoteBucketState state, long now) {
		long nanos = Math.min(LONGEST_PERIOD, state.calculateFullRefillingTime(now));
		return TimeUnit.NANOSECONDS.toMillis(nanos) + LINGER_MILLIS;
	}

	/** In milliseconds: until a bucket that owes all it can is full. */
	long longestTimeToLive() {
		double millis = this.limit.rates()
			.stream()
			.mapToDouble((rate) -> 2.0 * rate.burst() / rate.permits() * rate.period().toMillis())
			.max()
			.orElseThrow();
		return (long) Math.min(TimeUnit.NANOSECONDS.toMillis(LONGEST_PERIOD), millis) + LINGER_MILLIS;
	}

}
