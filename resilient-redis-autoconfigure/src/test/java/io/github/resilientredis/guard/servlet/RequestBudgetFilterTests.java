/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.RequestBudget;
import io.github.resilientredis.guard.RequestBudgets;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;

import org.springframework.core.Ordered;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.WebUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RequestBudgetFilterTests {

	private final RequestBudgets budgets = new RequestBudgets(Duration.ofSeconds(1));

	private final RequestBudgetFilter filter = new RequestBudgetFilter(this.budgets);

	private final List<RequestBudget> seen = new ArrayList<>();

	private final FilterChain chain = (request, response) -> this.seen.add(budgetOf(request));

	@Test
	void eachRequestHasABudgetOfItsOwn() throws Exception {
		filter(new MockHttpServletRequest());
		filter(new MockHttpServletRequest());
		assertThat(this.seen).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void asyncAndErrorDispatchesShareTheBudgetOfTheirRequest() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		filter(request);
		request.setDispatcherType(DispatcherType.ASYNC);
		filter(request);
		request.setDispatcherType(DispatcherType.ERROR);
		request.setAttribute(WebUtils.ERROR_REQUEST_URI_ATTRIBUTE, "/");
		filter(request);
		assertThat(this.seen).hasSize(3);
		assertThat(this.seen.get(1)).isSameAs(this.seen.get(0));
		assertThat(this.seen.get(2)).isSameAs(this.seen.get(0));
	}

	@Test
	void whenTheRequestFailsThenTheThreadKeepsNoBudget() {
		List<Object> budgetsInForce = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> this.filter.doFilter(new MockHttpServletRequest(),
				new MockHttpServletResponse(), (request, response) -> {
					budgetsInForce.add(current());
					throw new IllegalStateException("mine");
				}));
		assertThat(current()).isNotSameAs(budgetsInForce.get(0)).isNotSameAs(current());
	}

	@Test
	void itRunsBeforeEveryFilterThatMayAskRedis() {
		assertThat(this.filter.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	private void filter(MockHttpServletRequest request) throws Exception {
		this.filter.doFilter(request, new MockHttpServletResponse(), this.chain);
	}

	private RequestBudget budgetOf(jakarta.servlet.ServletRequest request) {
		RequestBudget budget = current();
		assertThat(java.util.Collections.list(request.getAttributeNames()).stream().map(request::getAttribute))
			.contains(budget);
		return budget;
	}

	private RequestBudget current() {
		return this.budgets.current();
	}

}
