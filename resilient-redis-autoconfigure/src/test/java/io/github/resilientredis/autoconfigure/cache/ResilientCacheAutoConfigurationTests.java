/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.cache.JsonCacheSerializer;
import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.cache.UnserializablePolicy;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is a cache, and how it is configured.
 */
class ResilientCacheAutoConfigurationTests {

	private static final String OWN = "CacheManager or cacheResolver of its own";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, CacheAutoConfiguration.class,
				ResilientCacheAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	private final CapturedLog log = new CapturedLog();

	@AfterEach
	void stopCapturing() {
		this.log.close();
	}

	@Test
	void takesThePlaceOfBootsCache() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).hasBean("cacheManager");
			assertThat(context.getBean("cacheManager")).isInstanceOf(ResilientCacheManager.class);
			assertThat(this.log.lines(OWN)).isEmpty();
			GuardedFeature feature = context.getBean(GuardedFeature.class);
			assertThat(feature.name()).isEqualTo("cache");
			assertThat(feature.managed()).isTrue();
			assertThat(feature.details().get()).isEqualTo(Map.of("caches", "0", "invalidation", "off"));
		});
	}

	@Test
	void defaultsAreThoseOfTheContractAndOfBoot() {
		this.runner.run((context) -> {
			ResilientCacheConfiguration configuration = configuration(context, "any");
			assertThat(configuration.near()).isEqualTo(new NearLevelSettings(true, 10_000, Duration.ofSeconds(60)));
			assertThat(configuration.onUnserializable()).isEqualTo(UnserializablePolicy.LOCAL);
			assertThat(configuration.redis().getKeyPrefixFor("any")).isEqualTo("any::");
			assertThat(configuration.redis().getAllowCacheNullValues()).isTrue();
			assertThat(timeToLive(configuration)).isZero();
			assertThat(written(configuration, "text")).isEqualTo(RedisSerializer.java().serialize("text"));
		});
	}

	@Test
	void oneCacheMayDifferFromTheOthers() {
		this.runner
			.withPropertyValues("resilient-redis.cache.time-to-live-jitter=12.5%",
					"resilient-redis.cache.caches.rates.stale-if-error=10m",
					"resilient-redis.cache.caches.rates.on-unserializable=fail",
					"resilient-redis.cache.caches.rates.serializer=json")
			.run((context) -> {
				ResilientCacheConfiguration rates = configuration(context, "rates");
				assertThat(List.of(rates.timeToLiveJitter(), rates.staleIfError(), rates.onUnserializable()))
					.containsExactly(0.125, Duration.ofMinutes(10), UnserializablePolicy.FAIL);
				assertThat(written(rates, "text")).asString().isEqualTo("\"text\"");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "resilient-redis.enabled=false", "resilient-redis.cache.enabled=false" })
	void backsOffWhenSwitchedOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasSingleBean(RedisCacheManager.class)
				.doesNotHaveBean(ResilientCacheManager.class));
	}

	@ParameterizedTest
	@CsvSource({ "simple, false", "none, false", "caffeine, false", "redis, true", "REDIS, true" })
	void backsOffFromAnotherCacheType(String type, boolean ours) {
		this.runner.withPropertyValues("spring.cache.type=" + type).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeansOfType(ResilientCacheManager.class)).hasSize(ours ? 1 : 0);
		});
	}

	@Test
	void ownCacheManagerWinsWithOneWarning() {
		this.runner.withBean("mine", CacheManager.class, ConcurrentMapCacheManager::new).run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).hasBean("mine");
			assertThat(this.log.lines(OWN)).hasSize(1);
			assertThat(context.getBean(GuardedFeature.class).managed()).isFalse();
		});
	}

	@Test
	void ownCacheResolverWinsWithOneWarning() {
		CacheResolver own = (context) -> List.of();
		this.runner.withBean("cacheResolver", CacheResolver.class, () -> own)
			.withBean(CachingConfigurer.class, () -> new CachingConfigurer() {
				@Override
				public CacheResolver cacheResolver() {
					return own;
				}
			})
			.run((context) -> {
				assertThat(context).doesNotHaveBean(CacheManager.class);
				assertThat(this.log.lines(OWN)).hasSize(1);
				assertThat(context.getBean(GuardedFeature.class).managed()).isFalse();
			});
	}

	@Test
	void backsOffWithoutEnableCaching() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, CacheAutoConfiguration.class,
					ResilientCacheAutoConfiguration.class))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
	}

	@Test
	void backsOffWithoutAGuardOrCaffeine() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, CacheAutoConfiguration.class,
					ResilientCacheAutoConfiguration.class))
			.withUserConfiguration(Caching.class)
			.run((context) -> assertThat(context).hasSingleBean(RedisCacheManager.class));
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.run((context) -> assertThat(context).hasSingleBean(RedisCacheManager.class));
	}

	@Test
	void bootsPropertiesKeepTheirMeaning() {
		this.runner
			.withPropertyValues("spring.cache.redis.time-to-live=5m", "spring.cache.redis.key-prefix=app:",
					"spring.cache.redis.cache-null-values=false", "spring.cache.cache-names=one,two")
			.run((context) -> {
				ResilientCacheConfiguration configuration = configuration(context, "one");
				assertThat(timeToLive(configuration)).isEqualTo(Duration.ofMinutes(5));
				assertThat(configuration.redis().getKeyPrefixFor("one")).isEqualTo("app:one::");
				assertThat(configuration.redis().getAllowCacheNullValues()).isFalse();
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("one", "two");
				// As with Boot's Redis cache, naming some caches does not forbid others.
				assertThat(manager.getCache("three")).isNotNull();
			});
		this.runner.withPropertyValues("spring.cache.redis.use-key-prefix=false")
			.run((context) -> assertThat(configuration(context, "one").redis().usePrefix()).isFalse());
	}

	@Test
	void singleCachesCanDiffer() {
		this.runner
			.withPropertyValues("resilient-redis.cache.local.max-size=50",
					"resilient-redis.cache.local.time-to-live=5s", "resilient-redis.cache.on-unserializable=fail",
					"resilient-redis.cache.caches.rates.time-to-live=10m",
					"resilient-redis.cache.caches.rates.local.max-size=7",
					"resilient-redis.cache.caches.off.local.enabled=false",
					"resilient-redis.cache.caches.off.local.time-to-live=2s")
			.run((context) -> {
				ResilientCacheConfiguration rates = configuration(context, "rates");
				assertThat(rates.near()).isEqualTo(new NearLevelSettings(true, 7, Duration.ofSeconds(5)));
				assertThat(timeToLive(rates)).isEqualTo(Duration.ofMinutes(10));
				assertThat(configuration(context, "off").near())
					.isEqualTo(new NearLevelSettings(false, 50, Duration.ofSeconds(2)));
				ResilientCacheConfiguration other = configuration(context, "other");
				assertThat(other.near()).isEqualTo(new NearLevelSettings(true, 50, Duration.ofSeconds(5)));
				assertThat(other.onUnserializable()).isEqualTo(UnserializablePolicy.FAIL);
				assertThat(context.getBean(CacheManager.class).getCacheNames()).contains("rates", "off");
			});
	}

	@Test
	void configurationBeanIsUsed() {
		this.runner
			.withBean(RedisCacheConfiguration.class,
					() -> RedisCacheConfiguration.defaultCacheConfig().prefixCacheNameWith("bean:"))
			.withPropertyValues("spring.cache.redis.key-prefix=app:")
			.run((context) -> assertThat(configuration(context, "one").redis().getKeyPrefixFor("one"))
				.isEqualTo("bean:one::"));
	}

	@Test
	void customizersAreHonoured() {
		RedisCacheManagerBuilderCustomizer builder = (it) -> it
			.withCacheConfiguration("custom", it.cacheDefaults().entryTtl(Duration.ofSeconds(9)))
			.disableCreateOnMissingCache()
			.enableStatistics()
			.transactionAware();
		CacheManagerCustomizer<ResilientCacheManager> ours = (it) -> it.setTransactionAware(true);
		CacheManagerCustomizer<ConcurrentMapCacheManager> anothers = (it) -> it.setAllowNullValues(false);
		this.runner.withBean(RedisCacheManagerBuilderCustomizer.class, () -> builder).run((context) -> {
			CacheManager manager = context.getBean(CacheManager.class);
			assertThat(timeToLive(configuration(context, "custom"))).isEqualTo(Duration.ofSeconds(9));
			assertThat(manager.getCache("custom")).isInstanceOf(TransactionAwareCacheDecorator.class);
			assertThat(manager.getCache("missing")).isNull();
		});
		this.runner.withBean("ours", CacheManagerCustomizer.class, () -> ours)
			.withBean("anothers", CacheManagerCustomizer.class, () -> anothers)
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("any"))
				.isInstanceOf(TransactionAwareCacheDecorator.class));
	}

	@Test
	void serializerCanBeJsonOrABean() {
		this.runner
			.withPropertyValues("resilient-redis.cache.serializer=json",
					"resilient-redis.cache.json-allowed-packages=com.example")
			.run((context) -> assertThat(written(configuration(context, "any"), Map.of("a", 1L)))
				.isEqualTo(JsonCacheSerializer.allowing(List.of("com.example")).serialize(Map.of("a", 1L))));
		this.runner.withBean("plain", RedisSerializer.class, RedisSerializer::string)
			.withPropertyValues("resilient-redis.cache.serializer=plain")
			.run((context) -> assertThat(written(configuration(context, "any"), "text")).isEqualTo("text".getBytes()));
	}

	@Test
	void unknownSerializerStopsTheStart() {
		this.runner.withBean("plain", RedisSerializer.class, RedisSerializer::string)
			.withPropertyValues("resilient-redis.cache.serializer=kryo")
			.run((context) -> {
				InvalidConfigurationPropertyValueException failure = failure(context);
				assertThat(failure.getName()).isEqualTo("resilient-redis.cache.serializer");
				assertThat(failure.getValue()).isEqualTo("kryo");
				assertThat(failure.getReason()).contains("jdk").contains("json").contains("plain");
			});
	}

	@Test
	void beanOfAnotherTypeIsNoSerializer() {
		this.runner.withBean("other", String.class, () -> "other")
			.withPropertyValues("resilient-redis.cache.serializer=other")
			.run((context) -> assertThat(failure(context).getValue()).isEqualTo("other"));
	}

	@Test
	void jsonWithoutJacksonStopsTheStart() {
		this.runner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.withPropertyValues("resilient-redis.cache.serializer=json")
			.run((context) -> assertThat(failure(context).getReason()).contains("jackson-databind"));
		this.runner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).hasSingleBean(ResilientCacheManager.class));
	}

	@ParameterizedTest
	@CsvSource({ "local.max-size, 0", "local.max-size, -1", "local.time-to-live, 0s", "local.time-to-live, -1s",
			"caches.rates.time-to-live, 0s", "caches.rates.local.max-size, 0",
			"caches.rates.local.time-to-live, -5ms" })
	void valuesThatAreNotPositiveStopTheStart(String name, String value) {
		String property = "resilient-redis.cache." + name;
		this.runner.withPropertyValues(property + "=" + value).run((context) -> {
			InvalidConfigurationPropertyValueException failure = failure(context);
			assertThat(failure.getName()).isEqualTo(property);
			assertThat(failure.getReason()).contains("must be");
		});
	}

	@ParameterizedTest
	@CsvSource({ "time-to-live-jitter, 100%", "time-to-live-jitter, 10", "time-to-live-jitter, -5%",
			"caches.rates.time-to-live-jitter, some", "stale-if-error, -1s", "caches.rates.stale-if-error, -5ms",
			"caches.rates.serializer, kryo" })
	void valuesThatMakeNoSenseAreNamedWithAFix(String name, String value) {
		String property = "resilient-redis.cache." + name;
		this.runner.withPropertyValues(property + "=" + value).run((context) -> {
			InvalidConfigurationPropertyValueException failure = failure(context);
			assertThat(failure.getName()).isEqualTo(property);
			assertThat(String.valueOf(failure.getValue())).isEqualTo(value);
			assertThat(failure.getReason()).contains("Use ");
		});
	}

	@ParameterizedTest
	@CsvSource({ "caches.rates.on-unserializable, explode", "on-unserializable, explode", "local.enabled, perhaps",
			"local.time-to-live, long" })
	void valuesOfAnotherKindStopTheStart(String name, String value) {
		this.runner.withPropertyValues("resilient-redis.cache." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(value));
	}

	private static InvalidConfigurationPropertyValueException failure(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof InvalidConfigurationPropertyValueException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(InvalidConfigurationPropertyValueException.class);
		return (InvalidConfigurationPropertyValueException) failure;
	}

	private static ResilientCacheConfiguration configuration(AssertableApplicationContext context, String cache) {
		return context.getBean(ResilientCacheManager.class).getConfiguration(cache);
	}

	private static Duration timeToLive(ResilientCacheConfiguration configuration) {
		return configuration.redis().getTtlFunction().getTimeToLive("key", "value");
	}

	private static byte[] written(ResilientCacheConfiguration configuration, Object value) {
		return configuration.redis().getValueSerializationPair().write(value).array();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

}
