/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.DetachedCacheWriter;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.boot.cache.autoconfigure.CacheProperties;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Auto-configuration of the cache. Takes the place of Spring Boot's Redis cache and reads
 * the same properties, configuration beans and customizers.
 */
@AutoConfiguration(
		after = { DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class },
		before = CacheAutoConfiguration.class)
@ConditionalOnClass({ CacheAutoConfiguration.class, Caffeine.class })
@ConditionalOnRedisGuard
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnBooleanProperty(name = { "resilient-redis.enabled", "resilient-redis.cache.enabled" },
		matchIfMissing = true)
@Conditional(OnRedisCacheType.class)
@EnableConfigurationProperties({ CacheProperties.class, ResilientCacheProperties.class })
public final class ResilientCacheAutoConfiguration {

	/** What waits in the journal needs it, before anybody reads a cache. */
	@Bean
	static LazyInitializationExcludeFilter cacheManagerIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(ResilientCacheManager.class);
	}

	@Bean
	@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
	ResilientCacheManager cacheManager(CacheBackend backend, ResilientCacheProperties properties,
			CacheProperties cacheProperties, ObjectProvider<RedisCacheConfiguration> redisCacheConfiguration,
			ObjectProvider<RedisCacheManagerBuilderCustomizer> builderCustomizers,
			ObjectProvider<CacheManagerCustomizer<?>> customizers, ListableBeanFactory beans,
			ResourceLoader resourceLoader) {
		CacheSerializers serializers = new CacheSerializers(beans, resourceLoader.getClassLoader());
		RedisSerializer<?> serializer = serializers.find(properties);
		RedisCacheManagerBuilder builder = RedisCacheManager.builder(new DetachedCacheWriter())
			.cacheDefaults(redisCacheConfiguration
				.getIfAvailable(() -> CacheConfigurationFactory.redis(cacheProperties.getRedis(), serializer)));
		List<String> names = cacheProperties.getCacheNames();
		builder.initialCacheNames(new LinkedHashSet<>(names));
		builderCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		ResilientCacheManager manager = manager(backend, builder,
				new CacheConfigurationFactory(properties, serializers));
		return new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(manager);
	}

	@Bean
	@ConditionalOnMissingBean
	CacheBackend cacheBackend(RedisGuard guard, ObjectProvider<Journal> journal, ObjectProvider<NodeChannel> channel,
			ResilientCacheProperties properties) {
		NodeChannel told = properties.isInvalidation() ? channel.getIfAvailable(NodeChannel::alone)
				: NodeChannel.alone();
		return new CacheBackend(guard, journal.getIfAvailable(Journal::none), told);
	}

	@Bean
	@ConditionalOnBean(ResilientCacheManager.class)
	GuardedFeature guardedCacheFeature(CacheBackend backend, ResilientCacheManager manager) {
		return new GuardedFeature("cache", true, () -> Map.of("invalidation", backend.invalidation().toString(),
				"caches", String.valueOf(manager.getCacheNames().size())));
	}

	private static ResilientCacheManager manager(CacheBackend backend, RedisCacheManagerBuilder builder,
			CacheConfigurationFactory configurations) {
		RedisCacheManager spring = builder.build();
		ResilientCacheManager manager = new ResilientCacheManager(backend,
				configurations.defaults(builder.cacheDefaults()), configurations.caches(builder),
				spring.isAllowRuntimeCacheCreation());
		manager.setTransactionAware(spring.isTransactionAware());
		return manager;
	}

	/**
	 * Is read before the bean above, so it sees the application's own beans only.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnUsersOwnCacheManager.class)
	static class UsersOwnCacheManagerConfiguration {

		private static final Log logger = LogFactory.getLog(ResilientCacheAutoConfiguration.class);

		@Bean
		GuardedFeature unguardedCacheFeature() {
			logger.warn("The application has a CacheManager or cacheResolver of its own: its caches are not protected"
					+ " while Redis is away. Remove that bean to have them protected, or set"
					+ " 'resilient-redis.cache.enabled' to false to be silent about it");
			return new GuardedFeature("cache", false);
		}

	}

	/**
	 * Matches what makes Spring Boot's own cache back off, too.
	 */
	static class OnUsersOwnCacheManager extends AnyNestedCondition {

		OnUsersOwnCacheManager() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(CacheManager.class)
		static class OnCacheManager {

		}

		@ConditionalOnBean(name = "cacheResolver")
		static class OnCacheResolver {

		}

	}

}
