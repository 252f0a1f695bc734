/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Runs Redis calls so that the caller never waits longer than agreed. Thread-safe. It has
 * connections of its own, which only its own threads open; while Redis is known to be
 * away a call returns at once without touching a socket.
 *
 * <p>
 * Failures of Redis come out as {@link RedisUnavailableException}, or as the fallback's
 * value. Everything else is the caller's and comes out unchanged: exceptions that the
 * action throws, a WRONGTYPE, a bad argument. None of these opens the circuit.
 */
public interface RedisGuard {

	/**
	 * The state at this moment; a read of memory.
	 * @return the state
	 */
	GuardState getState();

	/**
	 * The state at this moment as far as one key is concerned; a read of memory. In a
	 * Cluster each master may be away by itself.
	 * @param key the key
	 * @return the state of its master while the Cluster is in use, otherwise the state
	 */
	default GuardState getState(byte[] key) {
		return getState();
	}

	/**
	 * Which master serves a key; a read of memory. Calls for keys of one master succeed
	 * and fail together.
	 * @param key the key
	 * @return a name that is the same for all keys of a master; empty where there is one
	 * master for all, or where it is not known
	 */
	default String getMaster(byte[] key) {
		return "";
	}

	/**
	 * The masters of the Cluster in use; a read of memory.
	 * @return each of them; none where there is no Cluster, or none in use
	 */
	default List<MasterStatus> getMasters() {
		return List.of();
	}

	/**
	 * State, its beginning and the last error; a read of memory.
	 * @return the status
	 */
	GuardStatus getStatus();

	/**
	 * Run blocking commands on the calling thread.
	 * @param <T> the result
	 * @param operation what it is and how far to go for it
	 * @param action the commands
	 * @return the action's result
	 * @throws RedisUnavailableException if Redis could not be asked or did not answer in
	 * time
	 */
	<T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action);

	/**
	 * Run blocking commands on the calling thread, or answer from the fallback.
	 * @param <T> the result
	 * @param operation what it is and how far to go for it
	 * @param action the commands
	 * @param fallback the answer when Redis is away
	 * @return the action's result or the fallback's
	 */
	default <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action,
			Function<RedisUnavailableException, T> fallback) {
		try {
			return execute(operation, action);
		}
		catch (RedisUnavailableException ex) {
			return fallback.apply(ex);
		}
	}

	/**
	 * Send commands and wait for the answer on the calling thread. The cheapest way to
	 * make a blocking call.
	 * @param <T> the result
	 * @param operation what it is and how far to go for it
	 * @param action the commands
	 * @return the answer
	 * @throws RedisUnavailableException if Redis could not be asked or did not answer in
	 * time
	 */
	<T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action);

	/**
	 * Send commands and return at once. Retries are made without blocking a thread.
	 * @param <T> the result
	 * @param operation what it is and how far to go for it
	 * @param action the commands
	 * @return the future answer; fails with {@link RedisUnavailableException} if Redis
	 * could not be asked or did not answer in time
	 */
	<T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation, AsyncRedisAction<T> action);

	/**
	 * Switch Redis off: every call falls back until {@link #release()}. No effect when
	 * already switched off or running without Redis.
	 */
	void forceOpen();

	/**
	 * Undo {@link #forceOpen()}: look for Redis at once. No effect in other states.
	 */
	void release();

	/**
	 * The last changes of state, oldest first; a read of memory.
	 * @return the changes, of a bounded number; none where the state never changes
	 */
	default List<GuardStateChange> getHistory() {
		return List.of();
	}

	/**
	 * Tell this observer of every call from now on. Where there is no Redis there are no
	 * calls to tell of.
	 * @param observer the observer
	 */
	default void addObserver(CallObserver observer) {
	}

	/**
	 * Tell this listener of every change of state from now on.
	 * @param listener the listener
	 */
	void addListener(GuardListener listener);

	/**
	 * No longer tell this listener.
	 * @param listener the listener
	 */
	void removeListener(GuardListener listener);

}
