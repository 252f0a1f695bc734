/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.CircuitBreakerCustomizer;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.CallTimers;
import io.github.resilientredis.metrics.CircuitBreakerMeters;
import io.github.resilientredis.metrics.GuardMeters;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the guard's meters, and of resilience4j's own for its circuits.
 */
@AutoConfiguration(after = RedisGuardAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnRedisGuard
public final class GuardMetricsAutoConfiguration {

	@Bean
	CallCounters redisCallCounters(RedisGuard guard) {
		CallCounters counters = new CallCounters();
		guard.addObserver(counters);
		return counters;
	}

	@Bean
	GuardMeters redisGuardMeters(RedisGuard guard, CallCounters counters) {
		GuardMeters meters = new GuardMeters(guard, counters);
		guard.addListener(meters);
		return meters;
	}

	@Bean
	CallTimers redisCallTimers() {
		return new CallTimers();
	}

	/** Calls that are observed are timed by it. */
	@Bean
	SmartInitializingSingleton redisCallTiming(RedisGuard guard, CallTimers timers,
			ObjectProvider<ObservedCalls> observed) {
		return () -> {
			if (observed.stream().noneMatch(ObservedCalls::isWanted)) {
				guard.addObserver(timers);
			}
		};
	}

	/** Where resilience4j's module for Micrometer is. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TaggedCircuitBreakerMetricsPublisher.class)
	static class CircuitBreakerConfiguration {

		@Bean
		static CircuitBreakerMeters redisCircuitBreakerMeters() {
			return new CircuitBreakerMeters();
		}

		@Bean
		static CircuitBreakerCustomizer redisCircuitBreakerMetersCustomizer(CircuitBreakerMeters meters) {
			return meters.customizer();
		}

	}

}
