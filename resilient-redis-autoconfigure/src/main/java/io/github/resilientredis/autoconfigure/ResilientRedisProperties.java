/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;

import io.github.resilientredis.guard.StartupMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of the guard.
 *
 * @param enabled Whether the library takes part at all.
 * @param localOnly Whether to run without Redis, on local fallbacks only.
 * @param keyPrefix Prefix of the library's own keys and channels. Cache entries and
 * sessions keep the names that Spring gives them.
 * @param timeout How long one Redis command may take. Used unless
 * "spring.data.redis.timeout" is set.
 * @param connectTimeout How long connecting to Redis may take. Used unless
 * "spring.data.redis.connect-timeout" is set.
 * @param requestBudget How long all Redis calls made for one HTTP request may wait
 * together.
 * @param retry Retries of idempotent operations.
 * @param circuitBreaker When to stop asking Redis and how to find back.
 * @param startup What the start of the application does about Redis.
 */
@ConfigurationProperties("resilient-redis")
public record ResilientRedisProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean localOnly,
		@DefaultValue("resilient-redis:") String keyPrefix, @DefaultValue("500ms") Duration timeout,
		@DefaultValue("2s") Duration connectTimeout, @DefaultValue("1s") Duration requestBudget,
		@DefaultValue Retry retry, @DefaultValue CircuitBreaker circuitBreaker, @DefaultValue Startup startup) {

	/**
	 * Retries of idempotent operations.
	 *
	 * @param maxRetries How often an idempotent operation is tried again, within the
	 * request's budget.
	 * @param delay Pause before each retry.
	 */
	public record Retry(@DefaultValue("1") int maxRetries, @DefaultValue("20ms") Duration delay) {

	}

	/**
	 * When to stop asking Redis and how to find back.
	 *
	 * @param slidingWindowSize Number of recent calls that the rates are taken from.
	 * @param minimumNumberOfCalls Number of calls from which on the rates count.
	 * @param failureRateThreshold Percentage of unanswered calls that opens the circuit.
	 * @param slowCallDuration Duration from which on a call is slow.
	 * @param slowCallRateThreshold Percentage of slow calls that opens the circuit.
	 * @param probeInterval Pause between two searches for Redis, at first. It doubles up
	 * to the maximum.
	 * @param maxProbeInterval Longest pause between two searches for Redis.
	 */
	public record CircuitBreaker(@DefaultValue("20") int slidingWindowSize, @DefaultValue("5") int minimumNumberOfCalls,
			@DefaultValue("50") float failureRateThreshold, @DefaultValue("250ms") Duration slowCallDuration,
			@DefaultValue("80") float slowCallRateThreshold, @DefaultValue("100ms") Duration probeInterval,
			@DefaultValue("500ms") Duration maxProbeInterval) {

	}

	/**
	 * What the start of the application does about Redis.
	 *
	 * @param mode Whether the start waits for Redis.
	 * @param attempts Number of attempts that a waiting start makes.
	 * @param delay Pause between two of these attempts.
	 */
	public record Startup(@DefaultValue("background") StartupMode mode, @DefaultValue("5") int attempts,
			@DefaultValue("1s") Duration delay) {

	}

}
