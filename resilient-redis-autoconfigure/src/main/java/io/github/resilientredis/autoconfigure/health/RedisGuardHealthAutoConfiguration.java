/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.health;

import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.health.GuardedApplicationAvailability;
import io.github.resilientredis.health.RedisGuardHealthIndicator;
import io.github.resilientredis.journal.Journal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of health {@code redis} in place of Boot's, and of readiness.
 */
@AutoConfiguration(after = RedisGuardAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class,
		beforeName = { RedisGuardHealthAutoConfiguration.BOOTS_OWN,
				RedisGuardHealthAutoConfiguration.BOOTS_OWN_REACTIVE })
@ConditionalOnRedisGuard
public final class RedisGuardHealthAutoConfiguration {

	// By name: these classes cannot be loaded without Boot's health module.
	static final String BOOTS_OWN = "org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration";

	static final String BOOTS_OWN_REACTIVE = "org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration";

	@Bean
	@ConditionalOnMissingBean(ApplicationAvailability.class)
	GuardedApplicationAvailability applicationAvailability(RedisGuard guard) {
		return new GuardedApplicationAvailability(guard);
	}

	/** Health, where Boot's health module is. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("redis")
	@EnableConfigurationProperties(RedisGuardHealthProperties.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = { "redisHealthIndicator", "redisHealthContributor" })
		RedisGuardHealthIndicator redisHealthContributor(RedisGuard guard, RedisGuardHealthProperties properties,
				ObjectProvider<Journal> journal, ObjectProvider<GuardedFeature> features) {
			return new RedisGuardHealthIndicator(guard, journal.getIfAvailable(Journal::none), properties.required(),
					features.orderedStream().toList());
		}

	}

}
