/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Names a Redis operation and says how far the guard may go for it. Immutable: prepare
 * one per kind of call and derive the rest.
 *
 * @param name a short name for logs and metrics, such as {@code users.find}; never user
 * input
 * @param key the Redis key it is about, by which its circuit is found; {@code null} if
 * there is no single one
 * @param deadline how long one command may take; {@code null} for the configured timeout.
 * An explicit deadline is the caller's own choice: it is charged to the request's budget
 * but not cut by it
 * @param maxRetries how often to try again when Redis fails in between; {@code null} for
 * the configured number if {@code idempotent}, else none
 * @param retryDelay how long to wait before each retry; {@code null} for the configured
 * delay
 * @param idempotent whether running it twice has the effect of running it once
 * @param effect what it does, as far as it matters while Redis refuses writes
 * @param anywhere whether it makes no difference which master of a Cluster does it; only
 * without a key. An operation without a key that is not done anywhere needs all masters
 */
public record RedisOperation(String name, byte @Nullable [] key, @Nullable Duration deadline,
		@Nullable Integer maxRetries, @Nullable Duration retryDelay, boolean idempotent, OperationEffect effect,
		boolean anywhere) {

	public RedisOperation {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(deadline == null || deadline.compareTo(Duration.ZERO) > 0, "'deadline' must be positive");
		Assert.isTrue(maxRetries == null || maxRetries >= 0, "'maxRetries' must not be negative");
		Assert.isTrue(retryDelay == null || !retryDelay.isNegative(), "'retryDelay' must not be negative");
	}

	/**
	 * An operation that may be repeated when Redis fails in between: any read, and writes
	 * that have the same effect when applied twice.
	 * @param name a short name, such as {@code users.find}
	 * @return the operation
	 */
	public static RedisOperation idempotent(String name) {
		return new RedisOperation(name, null, null, null, null, true, OperationEffect.UNSPECIFIED, false);
	}

	/**
	 * An operation that is tried once only.
	 * @param name a short name, such as {@code counter.increment}
	 * @return the operation
	 */
	public static RedisOperation once(String name) {
		return new RedisOperation(name, null, null, null, null, false, OperationEffect.UNSPECIFIED, false);
	}

	/**
	 * The same operation on a key.
	 * @param key the key
	 * @return a new operation
	 */
	public RedisOperation onKey(byte[] key) {
		return new RedisOperation(this.name, key, this.deadline, this.maxRetries, this.retryDelay, this.idempotent,
				this.effect, false);
	}

	/**
	 * The same operation with a time limit of its own for each command, which may be
	 * longer than the configured timeout.
	 * @param deadline the limit, positive
	 * @return a new operation
	 */
	public RedisOperation within(Duration deadline) {
		return new RedisOperation(this.name, this.key, deadline, this.maxRetries, this.retryDelay, this.idempotent,
				this.effect, this.anywhere);
	}

	/**
	 * The same operation with retries of its own.
	 * @param maxRetries how often to try again, 0 for never
	 * @param delay how long to wait before each
	 * @return a new operation
	 */
	public RedisOperation retrying(int maxRetries, Duration delay) {
		return new RedisOperation(this.name, this.key, this.deadline, maxRetries, delay, this.idempotent, this.effect,
				this.anywhere);
	}

	/**
	 * The same operation, known to write: while Redis refuses writes it is not sent.
	 * @return a new operation
	 */
	public RedisOperation writing() {
		return with(OperationEffect.WRITE);
	}

	/**
	 * The same operation, known to remove only: while Redis refuses writes it is sent
	 * where the server takes removals.
	 * @return a new operation
	 */
	public RedisOperation removing() {
		return with(OperationEffect.REMOVAL);
	}

	/**
	 * The same operation without a key, to be done by any master of a Cluster, such as
	 * publishing a message that all nodes pass on.
	 * @return a new operation
	 */
	public RedisOperation onAnyMaster() {
		return new RedisOperation(this.name, null, this.deadline, this.maxRetries, this.retryDelay, this.idempotent,
				this.effect, true);
	}

	private RedisOperation with(OperationEffect effect) {
		return new RedisOperation(this.name, this.key, this.deadline, this.maxRetries, this.retryDelay, this.idempotent,
				effect, this.anywhere);
	}

}
