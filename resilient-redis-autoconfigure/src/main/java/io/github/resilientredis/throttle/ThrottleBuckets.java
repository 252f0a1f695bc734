/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.RedisOperation;

/**
 * The keys this node keeps in memory. A key that has to make room for others is
 * forgotten, unless it is used up: then it is kept apart, in as much room again, so that
 * nobody gets rid of a limit by sending many other keys. Thread-safe as Caffeine's caches
 * are.
 */
final class ThrottleBuckets {

	private static final RedisOperation DECIDE = RedisOperation.once("throttle.decide").writing();

	private final ThrottleNode node;

	private final Cache<Name, ThrottleBucket> buckets;

	private final Cache<Name, ThrottleBucket> usedUp;

	ThrottleBuckets(ThrottleNode node, int maxSize) {
		this.node = node;
		Executor sameThread = Runnable::run;
		this.usedUp = Caffeine.newBuilder().maximumSize(maxSize).executor(sameThread).build();
		this.buckets = Caffeine.newBuilder()
			.maximumSize(maxSize)
			.executor(sameThread)
			.evictionListener(this::evicted)
			.build();
	}

	private void evicted(@Nullable Name name, @Nullable ThrottleBucket bucket, RemovalCause cause) {
		if (name != null && bucket != null && bucket.untold().isUsedUp(this.node.now())) {
			this.usedUp.put(name, bucket);
		}
	}

	ThrottleBucket get(LimitShape shape, String key) {
		Name name = new Name(shape.limit().name(), BucketKeys.name(key));
		ThrottleBucket bucket = this.buckets.getIfPresent(name);
		return (bucket != null) ? bucket : this.buckets.get(name, (missing) -> find(shape, missing));
	}

	private ThrottleBucket find(LimitShape shape, Name name) {
		ThrottleBucket kept = this.usedUp.asMap().remove(name);
		return (kept != null) ? kept : new ThrottleBucket(this.node, shape, name.key(), DECIDE);
	}

	/** Those that know what Redis does not. */
	Iterator<ThrottleBucket> ahead() {
		return Stream.of(this.buckets, this.usedUp)
			.map(Cache::asMap)
			.map(Map::values)
			.flatMap((values) -> List.copyOf(values).stream())
			.filter((bucket) -> bucket.untold().isAny())
			.iterator();
	}

	/**
	 * Of what a bucket is known by.
	 *
	 * @param limit the limit's name
	 * @param key what it is counted for, as named in Redis
	 */
	private record Name(String limit, String key) {

	}

}
