/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Clock;

import io.github.resilientredis.guard.CircuitBreakerCustomizer;
import io.github.resilientredis.guard.GuardRecovery;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.LettuceNodeChannel;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.LocalRedisGuard;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.guard.servlet.RequestBudgetFilter;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Auto-configuration of the {@link RedisGuard} and the budget of each request.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "resilient-redis.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ResilientRedisProperties.class, DataRedisProperties.class })
public final class RedisGuardAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GuardSettings redisGuardSettings(ResilientRedisProperties properties, DataRedisProperties redis,
			Environment environment) {
		return new GuardSettingsFactory().create(properties, redis,
				environment.getProperty("spring.application.name", "application"));
	}

	@Bean
	@ConditionalOnMissingBean
	RequestBudgets redisRequestBudgets(GuardSettings settings) {
		return new RequestBudgets(settings.requestBudget());
	}

	/** Tells the application of changes once it is complete. */
	@Bean
	SmartInitializingSingleton redisGuardEvents(ObjectProvider<RedisGuard> guard, ApplicationEventPublisher publisher) {
		return () -> guard.ifAvailable((present) -> present.addListener(publisher::publishEvent));
	}

	@Bean
	static LazyInitializationExcludeFilter redisGuardIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(RedisGuard.class, NodeChannel.class);
	}

	/** Runs without Redis. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(RedisGuard.class)
	@ConditionalOnBooleanProperty("resilient-redis.local-only")
	static class LocalOnlyConfiguration {

		@Bean
		LocalRedisGuard redisGuard() {
			return new LocalRedisGuard(Clock.systemUTC());
		}

	}

	/** Runs with what the primary connection factory is configured for. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(RedisGuard.class)
	@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
	@ConditionalOnBooleanProperty(name = "resilient-redis.local-only", havingValue = false, matchIfMissing = true)
	static class ConnectedConfiguration {

		@Bean
		LettuceRedisGuard redisGuard(RedisConnectionFactory connectionFactory, GuardSettings settings,
				RequestBudgets budgets, ObjectProvider<GuardRecovery> recovery,
				ObjectProvider<CircuitBreakerCustomizer> customizers) {
			LettuceRedisGuard guard = new LettuceRedisGuard(lettuce(connectionFactory), settings, budgets,
					Clock.systemUTC(), recovery.getIfAvailable(() -> GuardRecovery.none(settings.keyPrefix())));
			customizers.orderedStream().forEach(guard::customizeCircuits);
			return guard;
		}

		@Bean
		@ConditionalOnMissingBean(NodeChannel.class)
		LettuceNodeChannel redisNodeChannel(RedisConnectionFactory connectionFactory, GuardSettings settings,
				RedisGuard guard) {
			return new LettuceNodeChannel(lettuce(connectionFactory), settings, guard);
		}

		private static LettuceConnectionFactory lettuce(RedisConnectionFactory connectionFactory) {
			if (connectionFactory instanceof LettuceConnectionFactory lettuce) {
				return lettuce;
			}
			throw new LettuceRequiredException(connectionFactory.getClass());
		}

	}

	/** Gives each servlet request its budget. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RequestBudgetFilter redisRequestBudgetFilter(RequestBudgets budgets) {
			return new RequestBudgetFilter(budgets);
		}

	}

}
