/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Gives each request its {@link RequestBudget} and each call outside a request one of its
 * own. The thread-local is written by the thread that works for a request only, when it
 * begins and ends that work; a budget may be handed to another thread, which then shares
 * it.
 */
public final class RequestBudgets {

	private final ThreadLocal<@Nullable RequestBudget> current = new ThreadLocal<>();

	private final Duration budget;

	/**
	 * Create the source of budgets.
	 * @param budget what each of them holds
	 */
	public RequestBudgets(Duration budget) {
		this.budget = budget;
	}

	/**
	 * A fresh budget.
	 * @return the budget
	 */
	public RequestBudget create() {
		return new RequestBudget(this.budget);
	}

	/**
	 * Charge calls made on this thread to this budget until the scope is closed.
	 * @param budget the budget of a request
	 * @return the scope, to be closed on the same thread
	 */
	public Scope open(RequestBudget budget) {
		RequestBudget previous = this.current.get();
		this.current.set(budget);
		return () -> {
			if (previous != null) {
				this.current.set(previous);
			}
			else {
				this.current.remove();
			}
		};
	}

	/**
	 * The budget that is charged for calls on this thread: the request's, or a new one
	 * outside a request.
	 * @return the budget
	 */
	public RequestBudget current() {
		RequestBudget budget = this.current.get();
		return (budget != null) ? budget : create();
	}

	/**
	 * The time for which a budget is in force on a thread.
	 */
	@FunctionalInterface
	public interface Scope {

		/**
		 * Restore what was in force before.
		 */
		void close();

	}

}
