/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.ResilientCacheMeter;
import io.github.resilientredis.testkit.SettableGuard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which caches are measured, and when none are.
 */
class ResilientCacheMetricsAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, CacheAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, ResilientCacheAutoConfiguration.class,
				ResilientCacheMetricsAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
		.withPropertyValues("spring.cache.cache-names=fixed");

	private final ApplicationContextRunner runner = this.withoutRegistry.withBean(MeterRegistry.class,
			SimpleMeterRegistry::new);

	@Test
	void cachesThatAreConfiguredAreMeasured() {
		this.runner.run((context) -> assertMeasured(context, "cacheManager", "fixed"));
	}

	@Test
	void cachesThatAreMadeLaterAreMeasuredWithTheSameTags() {
		this.runner.run((context) -> {
			cache(context, "later").put("key", 1);
			assertMeasured(context, "cacheManager", "later");
			assertThat(registry(context).get("cache.puts").tag("cache", "later").functionCounter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void transactionAwareCachesAreMeasured() {
		this.runner.withBean("transactional", TransactionAware.class, TransactionAware::new).run((context) -> {
			assertThat(cache(context, "later")).isInstanceOf(TransactionAwareCacheDecorator.class);
			assertThat(cache(context, "fixed")).isInstanceOf(TransactionAwareCacheDecorator.class);
			assertMeasured(context, "cacheManager", "later");
			assertMeasured(context, "cacheManager", "fixed");
		});
	}

	@Test
	void eachCacheIsBoundOnceByTheApplicationsOwnProvider() {
		this.runner.withUserConfiguration(OwnProvider.class, EarlyCache.class).run((context) -> {
			assertThat(context).hasSingleBean(OwnProvider.class).doesNotHaveBean("resilientCacheMeterBinderProvider");
			cache(context, "later");
			cache(context, "later");
			assertThat(context.getBean(OwnProvider.class).bound).containsExactlyInAnyOrder("fixed", "early", "later");
			assertThat(registry(context).find("cache.gets").meters()).isEmpty();
			assertThat(registry(context).find("own").tag("name", "later").meters()).hasSize(1);
		});
	}

	@Test
	void providersOfOtherCachesDoNotMatter() {
		this.runner.withUserConfiguration(AnothersProvider.class)
			.run((context) -> assertMeasured(context, "cacheManager", "fixed"));
	}

	@Test
	void metersThatCannotBeRegisteredHurtNobody() {
		this.runner.withUserConfiguration(FailingProvider.class).run((context) -> {
			context.getBean(FailingProvider.class).failing = true;
			cache(context, "later").put("key", 1);
			assertThat(cache(context, "later").get("key")).isNotNull();
		});
	}

	@Test
	void aManagerOfAnotherNameHasItsTag() {
		this.runner.withUserConfiguration(OwnManager.class).run((context) -> {
			assertThat(context).hasSingleBean(ResilientCacheManager.class);
			cache(context, "later");
			assertMeasured(context, "rates", "later");
		});
	}

	@Test
	void otherManagersCachesAreNone() {
		this.runner.withBean("mine", CacheManager.class, () -> new ConcurrentMapCacheManager("fixed"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(registry(context).getMeters()).isEmpty();
			});
	}

	@Test
	void nothingIsMeasuredWithoutMicrometerOrARegistry() {
		for (ApplicationContextRunner without : List.of(this.withoutRegistry,
				this.withoutRegistry.withClassLoader(new FilteredClassLoader("io.micrometer")),
				this.runner.withClassLoader(new FilteredClassLoader(CacheMetricsAutoConfiguration.class,
						CacheMeterBinderProvider.class)))) {
			without.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(ResilientCacheManager.class)
					.doesNotHaveBean(ResilientCacheMetricsAutoConfiguration.class);
				assertThat(cache(context, "later")).isNotNull();
			});
		}
	}

	@Test
	void itIsListedAndItsNamesResolve() {
		assertThat(ResilientCacheMetricsAutoConfiguration.REGISTRIES)
			.isEqualTo(CompositeMeterRegistryAutoConfiguration.class.getName());
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(ResilientCacheMetricsAutoConfiguration.class.getName());
	}

	private static void assertMeasured(ApplicationContext context, String manager, String cache) {
		for (ResilientCacheMeter meter : ResilientCacheMeter.values()) {
			assertThat(registry(context).find(meter.meterName())
				.tags(meter.tags())
				.tags("cache", cache, "name", cache, "cache.manager", manager)
				.meters()).as(meter + " of " + cache).hasSize(1);
		}
	}

	private static MeterRegistry registry(ApplicationContext context) {
		return context.getBean(MeterRegistry.class);
	}

	private static Cache cache(ApplicationContext context, String name) {
		Cache cache = context.getBean(CacheManager.class).getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	/** As an application makes caches transaction-aware. */
	static class TransactionAware implements CacheManagerCustomizer<ResilientCacheManager> {

		@Override
		public void customize(ResilientCacheManager manager) {
			manager.setTransactionAware(true);
		}

	}

	/** Asks for a cache while the application starts. */
	@Configuration(proxyBeanMethods = false)
	static class EarlyCache {

		@Bean
		InitializingBean early(CacheManager manager) {
			return () -> manager.getCache("early");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProvider {

		final List<String> bound = new CopyOnWriteArrayList<>();

		@Bean
		CacheMeterBinderProvider<ResilientCache> own() {
			return (cache, tags) -> {
				this.bound.add(cache.getName());
				return (registry) -> registry.counter("own", tags);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingProvider {

		volatile boolean failing;

		@Bean
		CacheMeterBinderProvider<ResilientCache> failing() {
			return (cache, tags) -> (registry) -> {
				if (this.failing) {
					throw new IllegalStateException("no meters");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnothersProvider {

		@Bean
		CacheMeterBinderProvider<ConcurrentMapCache> anothers() {
			return (cache, tags) -> (registry) -> registry.counter("anothers", tags);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean
		ResilientCacheManager ratesCacheManager(RedisGuard guard) {
			return new ResilientCacheManager(CacheBackend.of(guard),
					ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()), Map.of(), true);
		}

	}

}
