/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.List;
import java.util.Random;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * Reads exchange rates on one node, and now and then clears their cache there. For one
 * thread at a time.
 */
final class RatesReader implements Client {

	private static final List<String> BASES = List.of("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN",
			"CZK", "AUD", "CAD");

	private static final int CLEARS_ONE_IN = 150;

	private final SoakNode node;

	private final RatesHistory rates;

	private final Calls calls;

	private final History history;

	private final Random random;

	RatesReader(SoakNode node, RatesHistory rates, Calls calls, History history, long seed) {
		this.node = node;
		this.rates = rates;
		this.calls = calls;
		this.history = history;
		this.random = new Random(seed);
	}

	@Override
	public void act() {
		if (this.random.nextInt(CLEARS_ONE_IN) == 0) {
			long invoked = this.history.now();
			this.calls.make("cache clear", toString(), this.node,
					() -> this.node.http().send("DELETE", "/actuator/caches/rates", ""), 204);
			this.rates.cleared(this.node.number(), invoked);
		}
		else {
			read(BASES.get(this.random.nextInt(BASES.size())), false);
		}
	}

	private void read(String base, boolean settled) {
		long invoked = this.history.now();
		Answer answer = this.calls.make("cached read", toString(), this.node,
				() -> this.node.http().get("/api/rates?base=" + base), 200);
		// Nobody knows a number that is not there.
		long number = answer.json().at("/rates/XTS").asLong(-1);
		this.rates.read(this.node.number(), base, number, invoked, settled);
	}

	@Override
	public void settled() {
		BASES.forEach((base) -> read(base, true));
	}

	@Override
	public String toString() {
		return "reader at " + this.node;
	}

}
