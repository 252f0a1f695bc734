/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisOperation;
import org.jspecify.annotations.Nullable;

/**
 * A session as a handler sees it.
 *
 * @param session the session
 * @param operation what is sent through it
 */
record SessionTarget(RecoverySession session, RedisOperation operation) implements ReplayTarget {

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> send(AsyncRedisAction<T> action) {
		return this.session.send(this.operation, action);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> send(byte[] key, AsyncRedisAction<T> action) {
		return this.session.send(this.operation.onKey(key), action);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> sendToAny(AsyncRedisAction<T> action) {
		return this.session.send(this.operation.onAnyMaster(), action);
	}

}
