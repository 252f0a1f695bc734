/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.RedisGuard;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the observation of guarded calls, for tracing.
 */
@AutoConfiguration(after = RedisGuardAutoConfiguration.class,
		afterName = GuardObservationAutoConfiguration.OBSERVATIONS)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnRedisGuard
@ConditionalOnBean(ObservationRegistry.class)
public final class GuardObservationAutoConfiguration {

	// By name: the module is not needed otherwise.
	static final String OBSERVATIONS = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

	@Bean
	ObservedCalls redisObservedCalls(RedisGuard guard, ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<ObservationHandler<?>> handlers, Environment environment) {
		return new ObservedCalls(guard, registry, handlers, environment);
	}

}
