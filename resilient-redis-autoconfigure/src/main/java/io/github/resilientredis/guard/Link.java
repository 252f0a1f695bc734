/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * One native connection of the guard, from its handshake to its end. Never reconnects: a
 * connection that failed is replaced, so that nothing queued on it can reach Redis later
 * through it.
 */
interface Link {

	/**
	 * The masters, each of which may be away by itself.
	 * @return {@code null} if there is one for all keys, with which the link ends
	 */
	default @Nullable Masters masters() {
		return null;
	}

	/**
	 * The commands for an operation.
	 * @param operation what they are used for
	 * @return the commands
	 */
	RedisClusterAsyncCommands<byte[], byte[]> commands(RedisOperation operation);

	/**
	 * A blocking view for one Spring Data operation.
	 * @param timeout how long a command may take
	 * @return the view; closing it leaves the link open
	 */
	RedisConnection view(Duration timeout);

	/**
	 * Ask Redis a harmless question that it cannot answer while loading, out of reach or
	 * hung, and what it calls this connection.
	 * @param limit how long an answer may take
	 * @return a future that fails if Redis is not usable
	 */
	CompletableFuture<LinkIdentity> prove(Duration limit);

	/**
	 * End another connection of this server, at once and with all that waits in it.
	 * @param clientId what the server calls it
	 * @return a stage of whether it is gone; {@code false} if ending it is not permitted;
	 * fails if the server did not answer
	 */
	CompletionStage<Boolean> end(long clientId);

	/**
	 * Threads on which answers are handed to asynchronous callers, not the ones that
	 * receive them.
	 * @return the executor
	 */
	Executor callbacks();

	/**
	 * Tell when the server or the network ended the connection.
	 * @param listener called on a client thread, possibly at once
	 */
	void onLost(Runnable listener);

	/** Close without waiting; commands in flight fail. */
	void close();

}
