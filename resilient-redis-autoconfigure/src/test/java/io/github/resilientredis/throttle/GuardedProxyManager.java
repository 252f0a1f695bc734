/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AbstractProxyManager;
import io.github.bucket4j.distributed.proxy.AbstractProxyManagerBuilder;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.Request;

import org.springframework.data.redis.connection.util.ByteArrayWrapper;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;

/**
 * The throttle's engine behind Bucket4j's own API, so that Bucket4j's own tests can be
 * run on what decides and stores: {@link SharedBucket} and {@link BucketStore}. The
 * library itself shows no types of Bucket4j.
 */
final class GuardedProxyManager extends AbstractProxyManager<byte[]> {

	private static final int MAX_BUCKETS = 10_000;

	private final RedisGuard guard;

	private final RedisOperation operation;

	private final BucketStore store;

	private final LongSupplier clock;

	private final Cache<ByteArrayWrapper, SharedBucket> buckets = Caffeine.newBuilder()
		.maximumSize(MAX_BUCKETS)
		.build();

	private GuardedProxyManager(Builder builder) {
		super(onClientsClock(builder.getClientSideConfig()));
		ClientSideConfig config = getClientSideConfig();
		this.guard = builder.guard;
		RedisOperation named = RedisOperation.once("throttle.bucket").writing();
		this.operation = config.getRequestTimeoutNanos()
			.map((nanos) -> named.within(Duration.ofNanos(nanos)))
			.orElse(named);
		this.clock = config.getClientSideClock().orElseThrow()::currentTimeNanos;
		this.store = new BucketStore(this.clock, config.getBackwardCompatibilityVersion(),
				config.getExpirationAfterWriteStrategy()
					.orElse(ExpirationAfterWriteStrategy.none())::calculateTimeToLiveMillis);
	}

	/**
	 * Begin to build one.
	 * @param guard the way to Redis
	 * @return the builder
	 */
	static Builder builder(RedisGuard guard) {
		return new Builder(guard);
	}

	@Override
	protected <T> CommandResult<T> execute(byte[] key, Request<T> request) {
		return this.guard.await(this.operation.onKey(key), executing(key, request));
	}

	@Override
	protected <T> CompletableFuture<CommandResult<T>> executeAsync(byte[] key, Request<T> request) {
		return this.guard.submit(this.operation.onKey(key), executing(key, request));
	}

	private <T> AsyncRedisAction<CommandResult<T>> executing(byte[] key, Request<T> request) {
		return (redis) -> bucket(key).submit(redis, new RequestWork<>(request));
	}

	@Override
	public void removeProxy(byte[] key) {
		this.guard.await(this.operation.onKey(key), (redis) -> redis.del(key));
		this.buckets.invalidate(new ByteArrayWrapper(key));
	}

	@Override
	protected CompletableFuture<Void> removeAsync(byte[] key) {
		return this.guard.submit(this.operation.onKey(key), (redis) -> redis.del(key))
			.thenAccept((removed) -> this.buckets.invalidate(new ByteArrayWrapper(key)));
	}

	@Override
	public boolean isAsyncModeSupported() {
		return true;
	}

	@Override
	public boolean isExpireAfterWriteSupported() {
		return true;
	}

	private SharedBucket bucket(byte[] key) {
		return this.buckets.get(new ByteArrayWrapper(key), (name) -> new SharedBucket(key, this.store));
	}

	/** The time in Redis would cost a round trip. */
	private static ClientSideConfig onClientsClock(ClientSideConfig config) {
		return config.getClientSideClock().isPresent() ? config : config.withClientClock(TimeMeter.SYSTEM_MILLISECONDS);
	}

	/** A command of Bucket4j's. */
	private record RequestWork<T>(Request<T> request) implements BucketWork<CommandResult<T>> {

		@Override
		public CommandResult<T> apply(BucketEntry entry, long now) {
			return this.request.getCommand().execute(entry, now);
		}

		@Override
		public boolean needsNewest() {
			return true;
		}

	}

	/** Builds a {@link GuardedProxyManager}. */
	static final class Builder extends AbstractProxyManagerBuilder<byte[], GuardedProxyManager, Builder> {

		private final RedisGuard guard;

		private Builder(RedisGuard guard) {
			this.guard = guard;
		}

		@Override
		public GuardedProxyManager build() {
			return new GuardedProxyManager(this);
		}

		@Override
		public boolean isExpireAfterWriteSupported() {
			return true;
		}

	}

}
