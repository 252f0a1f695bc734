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
 * Makes calls on the caller's thread: each attempt bounded by its timeout, all together
 * by the budget. Stateless but for its collaborators, so shared by all threads.
 */
final class BlockingCall {

	private final Links links;

	private final CallPolicy policy;

	private final CallOutcomes outcomes;

	private final RequestBudgets budgets;

	private final CallWatch watch;

	private final LeasedTemplate template = new LeasedTemplate();

	BlockingCall(Links links, CallPolicy policy, CallOutcomes outcomes, RequestBudgets budgets, CallWatch watch) {
		this.links = links;
		this.policy = policy;
		this.outcomes = outcomes;
		this.budgets = budgets;
		this.watch = watch;
	}

	<T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
		return watched(operation, (link, budget) -> awaitOnce(operation, action, link, budget));
	}

	<T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
		return watched(operation, (link, budget) -> executeOnce(operation, action, link, budget));
	}

	private <T extends @Nullable Object> T watched(RedisOperation operation, Attempt<T> attempt) {
		if (!this.watch.isOn()) {
			return retrying(operation, attempt);
		}
		CallTrace trace = this.watch.begun(operation, true);
		CallOutcome outcome = CallOutcome.CALLER_FAILED;
		try {
			T result = retrying(operation, attempt);
			outcome = CallOutcome.ANSWERED;
			return result;
		}
		catch (RuntimeException ex) {
			outcome = CallOutcome.of(ex);
			throw ex;
		}
		finally {
			this.watch.ended(operation, outcome, trace);
		}
	}

	private <T extends @Nullable Object> T retrying(RedisOperation operation, Attempt<T> attempt) {
		RequestBudget budget = this.budgets.current();
		int retriesLeft = this.policy.maxRetries(operation);
		Link link = this.links.awaited(operation, budget);
		while (true) {
			boolean asked = link != null;
			try {
				return attempt.run((link != null) ? link : this.links.now(operation, budget), budget);
			}
			catch (RedisUnavailableException ex) {
				boolean retry = !asked || ex.isOutcomeUnknown();
				if (!retry || retriesLeft-- == 0 || !pause(operation, budget)) {
					throw ex;
				}
			}
			link = null;
		}
	}

	private boolean pause(RedisOperation operation, RequestBudget budget) {
		long nanos = this.policy.retryDelay(operation).toNanos();
		if (!this.policy.allows(operation, budget, nanos)) {
			return false;
		}
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			budget.charge(nanos);
		}
	}

	private <T extends @Nullable Object> T awaitOnce(RedisOperation operation, AsyncRedisAction<T> action, Link link,
			RequestBudget budget) {
		long start = System.nanoTime();
		CompletableFuture<? extends T> future = null;
		try {
			future = action.send(link.commands(operation)).toCompletableFuture();
			T result = future.get(this.policy.timeout(operation).toNanos(), TimeUnit.NANOSECONDS);
			this.outcomes.answered(operation, link, System.nanoTime() - start);
			return result;
		}
		catch (TimeoutException ex) {
			throw failed(operation, link, NoAnswer.within(this.policy.timeout(operation)), start);
		}
		catch (InterruptedException ex) {
			throw interrupted(operation, ex);
		}
		catch (ExecutionException | RuntimeException ex) {
			throw failed(operation, link, ex, start);
		}
		finally {
			if (future != null && !future.isDone()) {
				// Not yet written: never will be. Written: its outcome stays unknown.
				future.cancel(true);
			}
			long nanos = System.nanoTime() - start;
			budget.charge(nanos);
			this.watch.asked(operation, nanos);
		}
	}

	private <T extends @Nullable Object> T executeOnce(RedisOperation operation, RedisAction<T> action, Link link,
			RequestBudget budget) {
		Lease lease = new Lease(link, this.policy.timeout(operation), this.policy.limit(operation, budget));
		try {
			T result = this.template.run(lease, action);
			if (lease.spentNanos() > 0) {
				this.outcomes.answered(operation, link, lease.slowestNanos());
			}
			return result;
		}
		catch (RuntimeException ex) {
			throw this.outcomes.failed(operation, link, ex, lease.slowestNanos());
		}
		finally {
			budget.charge(lease.spentNanos());
			if (lease.spentNanos() > 0) {
				this.watch.asked(operation, lease.slowestNanos());
			}
		}
	}

	private RedisUnavailableException failed(RedisOperation operation, Link link, Exception failure, long start) {
		return this.outcomes.failed(operation, link, failure, System.nanoTime() - start);
	}

	private static RedisUnavailableException interrupted(RedisOperation operation, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new RedisUnavailableException(operation.name() + ": interrupted while waiting for Redis",
				GuardState.AVAILABLE, cause, false);
	}

	/** One try. */
	@FunctionalInterface
	private interface Attempt<T extends @Nullable Object> {

		T run(Link link, RequestBudget budget);

	}

}
