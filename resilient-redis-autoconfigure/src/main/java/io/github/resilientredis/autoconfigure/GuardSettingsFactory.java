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
public final class GuardSettingsFactory {

	private final PropertyCheck check = new PropertyCheck("resilient-redis");

	private final PropertyCheck springCheck = new PropertyCheck("spring.data.redis");

	/**
	 * The settings.
	 * @param properties our properties
	 * @param redis Spring Boot's
	 * @param applicationName names our connections
	 * @return the settings
	 * @throws RuntimeException that a failure analyzer explains, if a property is wrong
	 */
	public GuardSettings create(ResilientRedisProperties properties, DataRedisProperties redis,
			String applicationName) {
		checkTarget(redis);
		return new GuardSettings(timeout(properties, redis), connectTimeout(properties, redis),
				this.check.positive("request-budget", properties.requestBudget(), "1s"), retry(properties.retry()),
				circuitBreaker(properties.circuitBreaker()), startup(properties.startup()), keyPrefix(properties),
				"resilient-redis:" + applicationName.replaceAll("[^!-~]", "_"));
	}

	/** Before Spring Boot meets them and says less, or says a password. */
	private void checkTarget(DataRedisProperties redis) {
		String url = redis.getUrl();
		if (url != null && !url.isBlank()) {
			RedisUrlCheck.check(url);
		}
		this.springCheck.check("database", redis.getDatabase(), redis.getDatabase() >= 0,
				"It is the number of a database, from 0 to 15 unless the server has more. Use 0, or remove the property.");
		this.springCheck.check("port", redis.getPort(), redis.getPort() > 0 && redis.getPort() <= 65535,
				"It must be a port from 1 to 65535. Use 6379, or remove the property.");
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
