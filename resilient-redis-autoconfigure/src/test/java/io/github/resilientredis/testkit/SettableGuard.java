/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

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
 * A guard whose state the test sets, for what is to be tested without a server: Redis is
 * simply absent. Where a test gives it a template, blocking calls reach that while
 * writable. State, listeners and count may be used by any thread.
 */
public final class SettableGuard implements RedisGuard {

	private final List<GuardListener> listeners = new CopyOnWriteArrayList<>();

	private final AtomicInteger refused = new AtomicInteger();

	private final @Nullable StringRedisTemplate redis;

	private volatile GuardState state;

	public SettableGuard(GuardState state) {
		this(state, null);
	}

	public SettableGuard(GuardState state, @Nullable StringRedisTemplate redis) {
		this.state = state;
		this.redis = redis;
	}

	public void become(GuardState next) {
		GuardState previous = this.state;
		this.state = next;
		GuardStateChange change = new GuardStateChange(previous, next, Instant.EPOCH, Duration.ZERO, null, 0, 0);
		this.listeners.forEach((listener) -> listener.stateChanged(change));
	}

	/**
	 * How often Redis would have been asked.
	 * @return the number of refused calls
	 */
	public int refused() {
		return this.refused.get();
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
		if (this.redis != null && this.state.isWritable()) {
			return action.run(this.redis);
		}
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
		this.refused.incrementAndGet();
		return new RedisUnavailableException("Redis is absent", this.state);
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
