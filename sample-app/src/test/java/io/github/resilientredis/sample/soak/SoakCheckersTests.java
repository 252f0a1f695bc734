/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the checkers of the soak refuse, and what they let pass.
 */
class SoakCheckersTests {

	private final History history = new History();

	private final RatesHistory rates = new RatesHistory(this.history);

	@Test
	void aValueThatWasNotClearedMayBeReadAnywhere() {
		load(0, 1);
		read(0, 1, false);
		read(1, 1, true);
		assertThat(rates()).isZero();
	}

	@Test
	void aValueThatNobodyLoadedIsInvented() {
		read(0, 1, false);
		assertThat(rates()).isEqualTo(1);
		assertThat(this.history.failures()).contains("invented value");
	}

	@Test
	void onTheNodeThatClearedItAValueIsDeadAtOnce() {
		load(0, 1);
		this.rates.cleared(0, this.history.now());
		read(0, 1, false);
		assertThat(rates()).isEqualTo(1);
		assertThat(this.history.failures()).contains("dead value read on the node that cleared it");
	}

	@Test
	void onAnotherNodeItIsDeadWhenAllIsSettled() {
		load(0, 1);
		this.rates.cleared(1, this.history.now());
		read(0, 1, false);
		assertThat(rates()).isZero();
		read(0, 1, true);
		assertThat(rates()).isEqualTo(1);
		assertThat(this.history.failures()).contains("dead value read after the recovery");
	}

	@Test
	void aClearThatBeganBeforeTheLoadHadEndedEndsNothing() {
		long invoked = this.history.now();
		long clear = this.history.now();
		this.rates.loaded(0, "EUR", 1);
		this.rates.read(0, "EUR", 1, invoked, false);
		this.rates.cleared(0, clear);
		read(0, 1, true);
		assertThat(rates()).isZero();
	}

	@Test
	void aLimitMayBeMetAndNotExceeded() {
		Limit limit = new Limit("some", 10, 60, 2, this.history);
		for (int i = 0; i < 21; i++) {
			limit.admitted();
		}
		assertThat(limit.excess()).isNegative();
		for (int i = 0; i < 3; i++) {
			limit.admitted();
		}
		assertThat(limit.excess()).isPositive();
	}

	@Test
	void whatWasAcknowledgedBeforeRedisLostItMayBeMissing() {
		this.history.lost(10, 20);
		assertThat(this.history.mayBeLost(5, 11)).isTrue();
		assertThat(this.history.mayBeLost(12, 13)).isTrue();
		assertThat(this.history.mayBeLost(19, 25)).isTrue();
		assertThat(this.history.mayBeLost(5, 9)).isFalse();
		assertThat(this.history.mayBeLost(21, 25)).isFalse();
	}

	@Test
	void aSeedRepeatsItsFaultsAndEachKindComes() {
		FaultPlan one = new FaultPlan(7);
		FaultPlan two = new FaultPlan(7);
		Set<FaultKind> kinds = new HashSet<>();
		for (FaultKind kind : FaultKind.values()) {
			FaultPlan.Step step = one.next();
			assertThat(two.next()).as("instead of another " + kind).isEqualTo(step);
			assertThat(step.lasting()).isPositive().isLessThan(Duration.ofSeconds(5));
			kinds.add(step.kind());
		}
		assertThat(kinds).containsExactlyInAnyOrder(FaultKind.values());
	}

	/** As a call does that finds nothing in the cache. */
	private void load(int node, long number) {
		long invoked = this.history.now();
		this.rates.loaded(node, "EUR", number);
		this.rates.read(node, "EUR", number, invoked, false);
	}

	private void read(int node, long number, boolean settled) {
		this.rates.read(node, "EUR", number, this.history.now(), settled);
	}

	private int rates() {
		this.rates.check();
		return this.history.violated();
	}

}
