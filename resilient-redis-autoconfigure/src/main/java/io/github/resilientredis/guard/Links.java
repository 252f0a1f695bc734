/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Hands a call the link in use, or tells it at once that there is none. Only while the
 * first connection attempt is under way does a call wait, within its budget.
 */
final class Links {

	private final GuardStateMachine machine;

	private final CompletableFuture<@Nullable Void> firstAttempt;

	private final CallPolicy policy;

	Links(GuardStateMachine machine, CompletableFuture<@Nullable Void> firstAttempt, CallPolicy policy) {
		this.machine = machine;
		this.firstAttempt = firstAttempt;
		this.policy = policy;
	}

	/**
	 * The link to use, waiting for the first attempt on this thread if need be.
	 * @param operation the operation
	 * @param budget the budget to charge
	 * @return the link
	 */
	Link awaited(RedisOperation operation, RequestBudget budget) {
		if (this.machine.current().state() == GuardState.CONNECTING) {
			long start = System.nanoTime();
			try {
				this.firstAttempt.get(this.policy.firstConnectionNanos(operation, budget), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (ExecutionException | TimeoutException ex) {
				throw unavailable(operation, this.machine.current());
			}
			finally {
				budget.charge(System.nanoTime() - start);
			}
		}
		return now(operation, budget);
	}

	/**
	 * The link to use at this moment.
	 * @param operation the operation
	 * @param budget the budget to look at
	 * @return the link
	 */
	Link now(RedisOperation operation, RequestBudget budget) {
		GuardStateMachine.Snapshot snapshot = this.machine.current();
		Link link = snapshot.linkFor(operation.effect());
		if (link == null) {
			throw unavailable(operation, snapshot);
		}
		Masters masters = link.masters();
		GuardState obstacle = (masters != null) ? masters.obstacle(operation) : null;
		if (obstacle != null) {
			throw RedisUnavailableException.ofMaster(operation, obstacle);
		}
		RequestBudget limit = this.policy.limit(operation, budget);
		if (limit != null && limit.isExhausted()) {
			throw new RedisUnavailableException(operation.name() + ": " + RequestBudget.EXHAUSTED, snapshot.state());
		}
		return link;
	}

	/**
	 * A stage that ends when there is nothing more to wait for.
	 * @param operation the operation
	 * @param budget the budget of the request
	 * @return {@code null} if there is nothing to wait for now
	 */
	@Nullable CompletableFuture<@Nullable Void> pending(RedisOperation operation, RequestBudget budget) {
		if (this.machine.current().state() != GuardState.CONNECTING) {
			return null;
		}
		return this.firstAttempt.copy()
			.completeOnTimeout(null, this.policy.firstConnectionNanos(operation, budget), TimeUnit.NANOSECONDS);
	}

	private static RedisUnavailableException unavailable(RedisOperation operation,
			GuardStateMachine.Snapshot snapshot) {
		return new RedisUnavailableException(operation.name() + ": Redis is " + snapshot.state(), snapshot.state());
	}

}
