/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.RedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A guard whose state is set by the test, over a template of the test's.
 */
public class StubGuard implements RedisGuard {

	private final List<GuardListener> listeners = new CopyOnWriteArrayList<>();

	private final StringRedisTemplate redis;

	private volatile GuardState state = GuardState.UNAVAILABLE;

	public StubGuard(StringRedisTemplate redis) {
		this.redis = redis;
	}

	public void become(GuardState next) {
		GuardState previous = this.state;
		this.state = next;
		GuardStateChange change = new GuardStateChange(previous, next, Instant.EPOCH, Duration.ZERO, null, 0);
		this.listeners.forEach((listener) -> listener.stateChanged(change));
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
		if (!this.state.isWritable()) {
			throw new RedisUnavailableException("stub", this.state);
		}
		return action.run(this.redis);
	}

	@Override
	public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
			AsyncRedisAction<T> action) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void forceOpen() {
		become(GuardState.FORCED_OPEN);
	}

	@Override
	public void release() {
		become(GuardState.AVAILABLE);
	}

	@Override
	public void addListener(GuardListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void removeListener(GuardListener listener) {
		this.listeners.remove(listener);
	}

}
