/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One call that blocks nobody. Its steps run one after the other, each handed to the next
 * by a future, so its fields need no lock. The result is completed on the link's callback
 * threads, never on the one that reads from the socket.
 *
 * @param <T> the result
 */
final class AsyncCall<T extends @Nullable Object> {

	private final RedisOperation operation;

	private final AsyncRedisAction<T> action;

	private final RequestBudget budget;

	private final Links links;

	private final CallPolicy policy;

	private final CallOutcomes outcomes;

	private final CallWatch watch;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private int retriesLeft;

	private boolean asked;

	AsyncCall(RedisOperation operation, AsyncRedisAction<T> action, RequestBudget budget, Links links,
			CallPolicy policy, CallOutcomes outcomes, CallWatch watch) {
		this.operation = operation;
		this.action = action;
		this.budget = budget;
		this.links = links;
		this.policy = policy;
		this.outcomes = outcomes;
		this.watch = watch;
		this.retriesLeft = policy.maxRetries(operation);
	}

	CompletableFuture<T> start() {
		if (this.watch.isOn()) {
			CallTrace trace = this.watch.begun(this.operation, false);
			this.result.whenComplete((value, failure) -> this.watch.ended(this.operation,
					(failure != null) ? CallOutcome.of(failure) : CallOutcome.ANSWERED, trace));
		}
		CompletableFuture<@Nullable Void> pending = this.links.pending(this.operation, this.budget);
		if (pending == null) {
			attempt();
		}
		else {
			long start = System.nanoTime();
			pending.thenRunAsync(() -> {
				this.budget.charge(System.nanoTime() - start);
				attempt();
			});
		}
		return this.result;
	}

	private void attempt() {
		if (this.result.isDone()) {
			return;
		}
		Link link;
		try {
			link = this.links.now(this.operation, this.budget);
		}
		catch (RedisUnavailableException ex) {
			retryOrFail(ex, this.asked);
			return;
		}
		this.asked = true;
		send(link);
	}

	private void send(Link link) {
		long start = System.nanoTime();
		CompletableFuture<? extends T> sent;
		try {
			sent = this.action.send(link.commands(this.operation)).toCompletableFuture();
		}
		catch (RuntimeException | Error ex) {
			sent = CompletableFuture.failedFuture(ex);
		}
		CompletableFuture<? extends T> command = sent;
		CompletableFuture<T> bounded = new CompletableFuture<>();
		command.whenComplete((value, failure) -> {
			if (failure != null) {
				bounded.completeExceptionally(failure);
			}
			else {
				bounded.complete(value);
			}
		});
		Duration timeout = this.policy.timeout(this.operation);
		bounded.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenCompleteAsync((value, failure) -> {
			long nanos = System.nanoTime() - start;
			this.budget.charge(nanos);
			this.watch.asked(this.operation, nanos);
			if (!command.isDone()) {
				command.cancel(true);
				ended(link, value, NoAnswer.within(timeout), nanos);
			}
			else {
				ended(link, value, failure, nanos);
			}
		}, fallingBackToCaller(link.callbacks()));
	}

	private void ended(Link link, T value, @Nullable Throwable failure, long nanos) {
		if (failure == null) {
			this.outcomes.answered(this.operation, link, nanos);
			this.result.complete(value);
			return;
		}
		try {
			RedisUnavailableException unavailable = this.outcomes.failed(this.operation, link, failure, nanos);
			retryOrFail(unavailable, unavailable.isOutcomeUnknown());
		}
		catch (Throwable ex) {
			this.result.completeExceptionally(ex);
		}
	}

	private void retryOrFail(RedisUnavailableException failure, boolean worthIt) {
		long delay = this.policy.retryDelay(this.operation).toNanos();
		if (worthIt && this.retriesLeft-- > 0 && this.policy.allows(this.operation, this.budget, delay)) {
			this.budget.charge(delay);
			CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS).execute(this::attempt);
		}
		else {
			this.result.completeExceptionally(failure);
		}
	}

	/**
	 * The client's threads are gone once it is shut down; the answer still has to go out.
	 */
	private static Executor fallingBackToCaller(Executor executor) {
		return (task) -> {
			try {
				executor.execute(task);
			}
			catch (RuntimeException ex) {
				task.run();
			}
		};
	}

}
