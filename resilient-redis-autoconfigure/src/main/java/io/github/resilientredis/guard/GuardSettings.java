/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

/**
 * How far the guard goes. All durations are positive; a violated bound is an
 * {@link IllegalArgumentException} of the part that uses it.
 *
 * @param timeout how long one command may take
 * @param connectTimeout how long connecting may take, handshake included
 * @param requestBudget how long all calls made for one request may wait together
 * @param retry how idempotent operations are retried
 * @param circuitBreaker when to stop asking and how to find back
 * @param startup what the start does
 * @param keyPrefix prefix of the guard's own keys
 * @param clientName the name of the guard's connections in {@code CLIENT LIST}, without
 * spaces
 */
public record GuardSettings(Duration timeout, Duration connectTimeout, Duration requestBudget, Retry retry,
		CircuitBreaker circuitBreaker, Startup startup, String keyPrefix, String clientName) {

	/**
	 * The documented defaults.
	 * @return the settings
	 */
	public static GuardSettings defaults() {
		return new GuardSettings(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(1),
				new Retry(1, Duration.ofMillis(20)),
				new CircuitBreaker(20, 5, 50, Duration.ofMillis(250), 80, Duration.ofMillis(100),
						Duration.ofMillis(500)),
				new Startup(StartupMode.BACKGROUND, 5, Duration.ofSeconds(1)), "resilient-redis:", "resilient-redis");
	}

	/**
	 * How idempotent operations are retried.
	 *
	 * @param maxRetries how often to try again
	 * @param delay how long to wait before each
	 */
	public record Retry(int maxRetries, Duration delay) {

	}

	/**
	 * When to stop asking and how to find back.
	 *
	 * @param slidingWindowSize how many calls are looked at
	 * @param minimumNumberOfCalls from how many calls on the rates count
	 * @param failureRateThreshold percentage of failed calls that opens the circuit
	 * @param slowCallDuration from which duration on a call is slow
	 * @param slowCallRateThreshold percentage of slow calls that opens the circuit
	 * @param probeInterval pause before the second search for Redis; doubles up to the
	 * maximum
	 * @param maxProbeInterval longest pause between two searches
	 */
	public record CircuitBreaker(int slidingWindowSize, int minimumNumberOfCalls, float failureRateThreshold,
			Duration slowCallDuration, float slowCallRateThreshold, Duration probeInterval, Duration maxProbeInterval) {

	}

	/**
	 * What the start does.
	 *
	 * @param mode whether it waits
	 * @param attempts for how many attempts
	 * @param delay pause between two of them
	 */
	public record Startup(StartupMode mode, int attempts, Duration delay) {

	}

}
