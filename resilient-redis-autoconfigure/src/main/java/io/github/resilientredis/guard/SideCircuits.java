/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * The two circuits of one master: one for everything, one for writes alone. Follows the
 * state of the guard; thread-safe as they are.
 *
 * @param all opens when Redis is not usable
 * @param writes opens when Redis refuses or does not answer writes
 */
record SideCircuits(Circuit all, Circuit writes) {

	/**
	 * Closed circuits.
	 * @param name of the first; the second is called {@code <name>-writes}
	 * @param settings when they open
	 */
	static SideCircuits of(String name, GuardSettings settings) {
		return new SideCircuits(circuit(name, settings), circuit(name + "-writes", settings));
	}

	private static Circuit circuit(String name, GuardSettings settings) {
		return new Circuit(CircuitBreaker.of(name, Circuit.config(settings.circuitBreaker())));
	}

	void customize(CircuitBreakerCustomizer customizer) {
		this.all.customize(customizer);
		this.writes.customize(customizer);
	}

	void unavailable() {
		this.all.open();
		this.writes.open();
	}

	void writesRefused() {
		this.all.close();
		this.writes.open();
	}

	void available() {
		this.all.close();
		this.writes.close();
	}

	void forceOpen() {
		this.all.forceOpen();
		this.writes.forceOpen();
	}

}
