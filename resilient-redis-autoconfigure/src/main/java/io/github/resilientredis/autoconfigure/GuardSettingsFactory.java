/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;

import io.github.resilientredis.guard.GuardSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;

/**
 * Checks the properties and turns them into the guard's settings.
 */
final class GuardSettingsFactory {

	private final PropertyCheck check = new PropertyCheck("resilient-redis");

	private final PropertyCheck springCheck = new PropertyCheck("spring.data.redis");

	GuardSettings create(ResilientRedisProperties properties, DataRedisProperties redis, String applicationName) {
		return new GuardSettings(timeout(properties, redis), connectTimeout(properties, redis),
				this.check.positive("request-budget", properties.requestBudget(), "1s"), retry(properties.retry()),
				circuitBreaker(properties.circuitBreaker()), startup(properties.startup()), keyPrefix(properties),
				"resilient-redis:" + applicationName.replaceAll("[^!-~]", "_"));
	}

	private Duration timeout(ResilientRedisProperties properties, DataRedisProperties redis) {
		this.check.positive("timeout", properties.timeout(), "500ms");
		return override("timeout", redis.getTimeout(), properties.timeout(), "500ms");
	}

	private Duration connectTimeout(ResilientRedisProperties properties, DataRedisProperties redis) {
		this.check.positive("connect-timeout", properties.connectTimeout(), "2s");
		return override("connect-timeout", redis.getConnectTimeout(), properties.connectTimeout(), "2s");
	}

	private Duration override(String name, @Nullable Duration spring, Duration own, String example) {
		return (spring != null) ? this.springCheck.positive(name, spring, example) : own;
	}

	private String keyPrefix(ResilientRedisProperties properties) {
		this.check.check("key-prefix", properties.keyPrefix(), !properties.keyPrefix().isBlank(),
				"It must not be empty, or the library's keys could meet the application's. "
						+ "Use a prefix such as my-app:.");
		return properties.keyPrefix();
	}

	private GuardSettings.Retry retry(ResilientRedisProperties.Retry retry) {
		this.check.within("retry.max-retries", retry.maxRetries(), 0, 10);
		return new GuardSettings.Retry(retry.maxRetries(),
				this.check.notNegative("retry.delay", retry.delay(), "20ms"));
	}

	private GuardSettings.CircuitBreaker circuitBreaker(ResilientRedisProperties.CircuitBreaker breaker) {
		PropertyCheck check = new PropertyCheck("resilient-redis.circuit-breaker");
		check.within("sliding-window-size", breaker.slidingWindowSize(), 1, 10_000);
		check.within("minimum-number-of-calls", breaker.minimumNumberOfCalls(), 1, breaker.slidingWindowSize());
		check.within("failure-rate-threshold", breaker.failureRateThreshold(), 1, 100);
		check.within("slow-call-rate-threshold", breaker.slowCallRateThreshold(), 1, 100);
		check.positive("slow-call-duration", breaker.slowCallDuration(), "250ms");
		check.positive("probe-interval", breaker.probeInterval(), "100ms");
		check.check("max-probe-interval", PropertyCheck.text(breaker.maxProbeInterval()),
				breaker.maxProbeInterval().compareTo(breaker.probeInterval()) >= 0,
				"It must not be shorter than probe-interval. Use a duration such as 500ms.");
		return new GuardSettings.CircuitBreaker(breaker.slidingWindowSize(), breaker.minimumNumberOfCalls(),
				breaker.failureRateThreshold(), breaker.slowCallDuration(), breaker.slowCallRateThreshold(),
				breaker.probeInterval(), breaker.maxProbeInterval());
	}

	private GuardSettings.Startup startup(ResilientRedisProperties.Startup startup) {
		this.check.within("startup.attempts", startup.attempts(), 1, 1000);
		return new GuardSettings.Startup(startup.mode(), startup.attempts(),
				this.check.notNegative("startup.delay", startup.delay(), "1s"));
	}

}
