/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.metrics.ResilientCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the caches' meters, which Spring Boot binds; and of caches that
 * are made when they are first asked for, of which Spring Boot never hears.
 */
@AutoConfiguration(after = ResilientCacheAutoConfiguration.class, before = CacheMetricsAutoConfiguration.class,
		afterName = ResilientCacheMetricsAutoConfiguration.REGISTRIES)
@ConditionalOnClass({ MeterRegistry.class, CacheMetricsAutoConfiguration.class, Caffeine.class })
@ConditionalOnBean(MeterRegistry.class)
public final class ResilientCacheMetricsAutoConfiguration {

	// By name: the module is not needed otherwise.
	static final String REGISTRIES = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration";

	@Bean
	@ConditionalOnMissingBean
	CacheMeterBinderProvider<ResilientCache> resilientCacheMeterBinderProvider() {
		return ResilientCacheMetrics::new;
	}

	/** Looks for caches once Spring Boot has done so. */
	@Bean
	SmartInitializingSingleton resilientCacheLaterMetrics(ObjectProvider<CacheMetricsRegistrar> registrar,
			ObjectProvider<MeterRegistry> registry, ConfigurableListableBeanFactory beans) {
		return () -> registrar.ifAvailable((present) -> new LaterCacheMetrics(present, registry.getObject())
			.watch(SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans, ResilientCacheManager.class)));
	}

}
