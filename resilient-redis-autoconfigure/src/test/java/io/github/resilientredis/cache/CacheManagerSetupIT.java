/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What applications do to Spring's cache managers can be done to ours, with Redis and
 * without.
 */
class CacheManagerSetupIT {

	private final TransactionTemplate transactions = new TransactionTemplate(new Transactions());

	@ParameterizedTest
	@EnumSource(names = { "UP", "KILLED" })
	void whenTheBuilderIsMadeTransactionAwareThenChangesWaitForTheCommit(RedisCondition condition) {
		with(condition, TransactionAwareBuilder.class, (server, context) -> {
			changesWaitForTheCommit(cache(context, "rates"));
			isInRedis(server, condition.answers().writes());
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "UP", "KILLED" })
	void whenACustomizerMakesTheManagerTransactionAwareThenChangesWaitForTheCommit(RedisCondition condition) {
		with(condition, TransactionAwareManager.class, (server, context) -> {
			changesWaitForTheCommit(cache(context, "rates"));
			isInRedis(server, condition.answers().writes());
		});
	}

	private void changesWaitForTheCommit(Cache cache) {
		this.transactions.executeWithoutResult((transaction) -> {
			cache.put("committed", "first");
			assertThat(cache.get("committed")).isNull();
		});
		assertThat(cache.get("committed", String.class)).isEqualTo("first");
		this.transactions.executeWithoutResult((transaction) -> {
			cache.put("rolled back", "never");
			cache.put("committed", "never");
			cache.evict("committed");
			cache.clear();
			transaction.setRollbackOnly();
		});
		assertThat(cache.get("rolled back")).isNull();
		assertThat(cache.get("committed", String.class)).isEqualTo("first");
		this.transactions.executeWithoutResult((transaction) -> {
			cache.put("gone", "at once");
			assertThat(cache.putIfAbsent("at once", "second")).isNull();
			assertThat(cache.get("at once", String.class)).isEqualTo("second");
			cache.evict("gone");
			cache.evict("committed");
			assertThat(cache.get("committed", String.class)).isEqualTo("first");
		});
		assertThat(cache.get("committed")).isNull();
		assertThat(cache.get("gone")).isNull();
		assertThat(cache.get("at once", String.class)).isEqualTo("second");
	}

	private static void isInRedis(RedisServer server, boolean expected) {
		if (expected) {
			assertThat(server.command("EXISTS", "rates::at once")).isEqualTo(1L);
			assertThat(server.command("EXISTS", "rates::committed", "rates::rolled back", "rates::gone")).isEqualTo(0L);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "UP", "KILLED" })
	void whenNamesAreFixedThenNoOtherCacheIsMade(RedisCondition condition) {
		with(condition, FixedNames.class, (server, context) -> {
			CacheManager caches = context.getBean(CacheManager.class);
			assertThat(caches.getCacheNames()).containsExactlyInAnyOrder("rates", "books");
			assertThat(caches.getCache("films")).isNull();
			Films films = context.getBean(Films.class);
			assertThatIllegalArgumentException().isThrownBy(() -> films.title("one"))
				.withMessageContaining("Cannot find cache named 'films'");
			cache(context, "rates").put("EUR", 1);
			assertThat(cache(context, "rates").get("EUR", Integer.class)).isEqualTo(1);
			assertThat(cache(context, "books").get("EUR")).isNull();
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "UP", "KILLED" })
	void whenNamesAreNotFixedThenACacheIsMadeOnceWhenItIsAskedFor(RedisCondition condition) {
		with(condition, DynamicNames.class, (server, context) -> {
			CacheManager caches = context.getBean(CacheManager.class);
			assertThat(caches.getCacheNames()).isEmpty();
			Films films = context.getBean(Films.class);
			assertThat(films.title("one")).isEqualTo("title of one").isSameAs(films.title("one"));
			assertThat(caches.getCacheNames()).containsExactly("films");
			assertThat(caches.getCache("films")).isSameAs(caches.getCache("films"));
		});
	}

	private static void with(RedisCondition condition, Class<?> configuration,
			BiConsumer<RedisServer, AnnotationConfigApplicationContext> test) {
		try (RedisServer server = RedisServer.start();
				AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.port())
				.applyTo(context);
			context.register(Application.class, configuration);
			context.refresh();
			Awaitility.await().until(context.getBean(RedisGuard.class)::getState, GuardState.AVAILABLE::equals);
			condition.begin(server);
			test.accept(server, context);
		}
	}

	private static Cache cache(AnnotationConfigApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(CacheManager.class).getCache(name));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching(proxyTargetClass = true)
	@Import(Films.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionAwareBuilder {

		@Bean
		RedisCacheManagerBuilderCustomizer customizer() {
			return (builder) -> builder.transactionAware();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionAwareManager {

		@Bean
		CacheManagerCustomizer<ResilientCacheManager> customizer() {
			return (manager) -> manager.setTransactionAware(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FixedNames {

		@Bean
		RedisCacheManagerBuilderCustomizer customizer() {
			return (builder) -> builder.initialCacheNames(Set.of("rates", "books")).disableCreateOnMissingCache();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DynamicNames {

	}

	static class Films {

		@Cacheable("films")
		public String title(String key) {
			return "title of " + key;
		}

	}

	/**
	 * Transactions of nothing.
	 */
	@SuppressWarnings("serial")
	private static final class Transactions extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
