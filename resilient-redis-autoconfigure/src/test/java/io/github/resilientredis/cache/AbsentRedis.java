/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.RedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A guard with no Redis behind it, in a state of choice.
 */
public class AbsentRedis implements RedisGuard {

	private final GuardState state;

	private final AtomicInteger calls = new AtomicInteger();

	public AbsentRedis(GuardState state) {
		this.state = state;
	}

	/**
	 * How often Redis would have been asked.
	 */
	public int calls() {
		return this.calls.get();
	}

	@Override
	public GuardState getState() {
		return this.state;
	}

	@Override
	public GuardStatus getStatus() {
		return new GuardStatus(this.state, Instant.EPOCH, null);
	}

	@Override
	public <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
		throw unavailable();
	}

	@Override
	public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
		throw unavailable();
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
			AsyncRedisAction<T> action) {
		return CompletableFuture.failedFuture(unavailable());
	}

	private RedisUnavailableException unavailable() {
		this.calls.incrementAndGet();
		return new RedisUnavailableException("Redis is absent", this.state);
	}

	@Override
	public void forceOpen() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void release() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addListener(GuardListener listener) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void removeListener(GuardListener listener) {
		throw new UnsupportedOperationException();
	}

}
