/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.util.Map;
import java.util.TreeMap;

import io.github.resilientredis.actuate.CallLatencies;
import io.github.resilientredis.actuate.EffectiveConfiguration;
import io.github.resilientredis.actuate.OperatorAction;
import io.github.resilientredis.actuate.ResilientRedisEndpoint;
import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.autoconfigure.metrics.GuardMetricsAutoConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of endpoint {@code resilientredis}, and of what it alone keeps,
 * where it is available.
 */
@AutoConfiguration(after = { RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class,
		ResilientCacheAutoConfiguration.class, GuardMetricsAutoConfiguration.class })
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnRedisGuard
@ConditionalOnAvailableEndpoint(ResilientRedisEndpoint.class)
public final class ResilientRedisEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CallLatencies redisCallLatencies(RedisGuard guard) {
		CallLatencies latencies = new CallLatencies();
		guard.addObserver(latencies);
		return latencies;
	}

	@Bean
	@ConditionalOnMissingBean
	ResilientRedisEndpoint resilientRedisEndpoint(RedisGuard guard, ObjectProvider<Journal> journal,
			ObjectProvider<GuardedFeature> features, ObjectProvider<CallCounters> counters, CallLatencies latencies,
			Environment environment, ObjectProvider<SanitizingFunction> sanitizing,
			ObjectProvider<OperatorAction> actions) {
		return new ResilientRedisEndpoint(guard, journal.getIfAvailable(Journal::none),
				features.orderedStream().toList(), counters.getIfAvailable(), latencies,
				new EffectiveConfiguration(environment, sanitizing.orderedStream().toList()),
				actions.orderedStream().toList());
	}

	@Bean
	@ConditionalOnBean(Journal.class)
	OperatorAction replayAction(Journal journal) {
		return new OperatorAction("REPLAY", () -> {
			boolean begun = journal.replayNow();
			Map<String, Object> details = new TreeMap<>(Map.of("records", journal.status().records()));
			if (!begun) {
				details.put("message", "Redis is not in use; what waits is replayed as soon as it is");
			}
			return new OperatorAction.Result(begun, details);
		});
	}

	/** Where there are our caches. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "com.github.benmanes.caffeine.cache.Caffeine")
	@ConditionalOnBean(ResilientCacheManager.class)
	static class CacheConfiguration {

		@Bean
		OperatorAction dropNearLevelsAction(ObjectProvider<ResilientCacheManager> managers) {
			return new OperatorAction("DROP_NEAR_LEVELS", () -> {
				Map<String, Long> dropped = new TreeMap<>();
				managers.stream().forEach((manager) -> dropped.putAll(manager.dropNearLevels()));
				return new OperatorAction.Result(true, Map.of("dropped", dropped));
			});
		}

	}

}
