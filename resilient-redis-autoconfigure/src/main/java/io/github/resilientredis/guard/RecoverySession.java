/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The way to Redis for what has to be done before others may use it, and for what is done
 * beside them afterwards: one connection, from the moment it proved itself until it is
 * lost or replaced. Thread-safe.
 */
public interface RecoverySession {

	/**
	 * Send commands on this connection, in whatever state the guard is. What is sent here
	 * reaches Redis in the order of these calls.
	 * @param <T> the result
	 * @param operation names it; its deadline bounds the wait, its retries are ignored;
	 * its key tells the master in a Cluster
	 * @param action the commands
	 * @return the answer; fails with {@link RedisUnavailableException} if Redis did not
	 * answer in time, refused to serve, or if the session is over, and without asking if
	 * the master is away; otherwise with the action's own failure
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, AsyncRedisAction<T> action);

	/**
	 * Let everyone use this connection. Does not block.
	 * @param replayed how many records were replayed
	 * @return whether Redis is in use now; otherwise the session is over
	 */
	boolean open(long replayed);

	/**
	 * The masters that answered: one, or in a Cluster all that are not away.
	 * @return each of them, with the run of the server that it is
	 */
	List<RecoveredMaster> masters();

	/**
	 * Whether no master is away.
	 * @return {@code true} but in a Cluster of which a part is away or refuses writes
	 */
	boolean isWhole();

	/**
	 * Whether commands sent earlier on connections given up may still arrive, because
	 * those connections could not be ended at the server.
	 * @return whether to repeat what must not be overtaken
	 */
	boolean mayBeOvertaken();

	/**
	 * Whether Redis is being read while this recovery goes on, because only its writes
	 * were refused.
	 * @return {@code false} if nobody reads Redis until this session is opened
	 */
	boolean isRead();

	/**
	 * Whether this connection has not been given up.
	 * @return {@code false} once it is over
	 */
	boolean isCurrent();

}
