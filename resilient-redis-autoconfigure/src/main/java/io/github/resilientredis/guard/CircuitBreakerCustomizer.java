/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * Is given the guard's circuit breakers, {@code redis} and {@code redis-writes}, once
 * each, before they are used: to listen to their events or to measure them. Their state
 * is the guard's business.
 */
@FunctionalInterface
public interface CircuitBreakerCustomizer {

	/**
	 * Do with a circuit breaker what is to be done.
	 * @param circuitBreaker the circuit breaker
	 */
	void customize(CircuitBreaker circuitBreaker);

}
