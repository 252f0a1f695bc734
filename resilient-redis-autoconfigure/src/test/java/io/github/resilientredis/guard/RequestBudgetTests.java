/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBudgetTests {

	private final RequestBudgets budgets = new RequestBudgets(Duration.ofSeconds(1));

	@Test
	void shortCallsAreFree() {
		RequestBudget budget = this.budgets.create();
		for (int i = 0; i < 1000; i++) {
			budget.charge(Duration.ofMillis(19).toNanos());
		}
		assertThat(budget.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void longCallsAreChargedUntilNothingIsLeft() {
		RequestBudget budget = this.budgets.create();
		budget.charge(Duration.ofMillis(980).toNanos());
		assertThat(budget.isExhausted()).isFalse();
		budget.charge(Duration.ofMillis(20).toNanos());
		assertThat(budget.isExhausted()).isTrue();
	}

	@Test
	void aThreadSeesTheInnermostBudgetAndAfterItTheOneBefore() {
		RequestBudget outer = this.budgets.create();
		RequestBudget inner = this.budgets.create();
		RequestBudgets.Scope outerScope = this.budgets.open(outer);
		RequestBudgets.Scope innerScope = this.budgets.open(inner);
		assertThat(this.budgets.current()).isSameAs(inner);
		innerScope.close();
		assertThat(this.budgets.current()).isSameAs(outer);
		outerScope.close();
		assertThat(this.budgets.current()).isNotSameAs(outer).isNotSameAs(inner);
	}

}
