/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard.servlet;

import java.io.IOException;

import io.github.resilientredis.guard.RequestBudget;
import io.github.resilientredis.guard.RequestBudgets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Charges all Redis calls of one HTTP request to one budget. Runs before every filter
 * that may ask Redis; asynchronous and error dispatches continue with the budget of their
 * request.
 */
public final class RequestBudgetFilter extends OncePerRequestFilter implements Ordered {

	private static final String ATTRIBUTE = RequestBudgetFilter.class.getName() + ".BUDGET";

	private final RequestBudgets budgets;

	/**
	 * Create the filter.
	 * @param budgets where the guard looks for the budget
	 */
	public RequestBudgetFilter(RequestBudgets budgets) {
		this.budgets = budgets;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestBudgets.Scope scope = this.budgets.open(budgetOf(request));
		try {
			chain.doFilter(request, response);
		}
		finally {
			scope.close();
		}
	}

	private RequestBudget budgetOf(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestBudget budget) {
			return budget;
		}
		RequestBudget budget = this.budgets.create();
		request.setAttribute(ATTRIBUTE, budget);
		return budget;
	}

}
