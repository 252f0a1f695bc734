/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The guard of an application that is configured to run without Redis: every call falls
 * back. It never changes its state, so listeners are never called.
 */
public final class LocalRedisGuard implements RedisGuard {

	private final GuardStatus status;

	/**
	 * Create a guard.
	 * @param clock tells since when
	 */
	public LocalRedisGuard(Clock clock) {
		this.status = new GuardStatus(GuardState.LOCAL_ONLY, clock.instant(), null);
	}

	@Override
	public GuardState getState() {
		return this.status.state();
	}

	@Override
	public GuardStatus getStatus() {
		return this.status;
	}

	@Override
	public <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
		throw unavailable(operation);
	}

	@Override
	public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
		throw unavailable(operation);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
			AsyncRedisAction<T> action) {
		return CompletableFuture.failedFuture(unavailable(operation));
	}

	@Override
	public void forceOpen() {
		// There is nothing to switch off.
	}

	@Override
	public void release() {
		// There is nothing to switch on.
	}

	@Override
	public void addListener(GuardListener listener) {
		// There is nothing to tell.
	}

	@Override
	public void removeListener(GuardListener listener) {
		// There is nothing to tell.
	}

	private RedisUnavailableException unavailable(RedisOperation operation) {
		return new RedisUnavailableException(operation.name() + ": running without Redis", getState());
	}

}
