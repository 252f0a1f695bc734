/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * The window of recent calls to one master: counts timeouts and slow calls, and tells
 * when there are too many. It opens itself but never closes itself: finding the way back
 * is the supervisor's work, never a request's.
 *
 * <p>
 * The state is resilience4j's, which is thread-safe; a call that ends while the circuit
 * is being closed may still be counted in the new window.
 */
final class Circuit {

	private static final Duration NEVER = Duration.ofDays(3650);

	private final CircuitBreaker breaker;

	Circuit(CircuitBreaker breaker) {
		this.breaker = breaker;
	}

	static CircuitBreakerConfig config(GuardSettings.CircuitBreaker settings) {
		return CircuitBreakerConfig.custom()
			.slidingWindowSize(settings.slidingWindowSize())
			.minimumNumberOfCalls(settings.minimumNumberOfCalls())
			.failureRateThreshold(settings.failureRateThreshold())
			.slowCallDurationThreshold(settings.slowCallDuration())
			.slowCallRateThreshold(settings.slowCallRateThreshold())
			.waitDurationInOpenState(NEVER)
			.automaticTransitionFromOpenToHalfOpenEnabled(false)
			.build();
	}

	/**
	 * Redis answered, whatever it said.
	 * @param nanos how long it took
	 * @return whether the circuit is open now
	 */
	boolean answered(long nanos) {
		this.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
		return isOpen();
	}

	/**
	 * Redis did not answer in time.
	 * @param nanos how long the caller waited
	 * @param failure what the client reported
	 * @return whether the circuit is open now
	 */
	boolean failed(long nanos, Throwable failure) {
		this.breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
		return isOpen();
	}

	private boolean isOpen() {
		return this.breaker.getState() == State.OPEN;
	}

	void open() {
		if (this.breaker.getState() == State.CLOSED) {
			this.breaker.transitionToOpenState();
		}
	}

	void forceOpen() {
		if (this.breaker.getState() != State.FORCED_OPEN) {
			this.breaker.transitionToForcedOpenState();
		}
	}

	void customize(CircuitBreakerCustomizer customizer) {
		customizer.customize(this.breaker);
	}

	/** Begin a new window. */
	void close() {
		this.breaker.reset();
	}

}
