/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring's annotations over our caches, with an error handler that swallows what caches
 * throw, while Redis cannot be asked.
 */
@ParameterizedClass
@EnumSource(GuardState.class)
class CacheAnnotationsTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final Rates rates;

	CacheAnnotationsTests(GuardState state) {
		this.context.registerBean(CacheManager.class,
				() -> new ResilientCacheManager(CacheBackend.of(new SettableGuard(state)),
						ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig())));
		this.context.register(Caching.class, Rates.class);
		this.context.refresh();
		this.rates = this.context.getBean(Rates.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void cacheableMethodsRunOnce() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.rates.plain("EUR")).isEqualTo("EUR 1");
			assertThat(this.rates.synchronous("USD")).isEqualTo("USD 2");
			assertThat(this.rates.future("GBP").join()).isEqualTo("GBP 3");
			assertThat(this.rates.synchronousFuture("CHF").join()).isEqualTo("CHF 4");
			assertThat(this.rates.mono("SEK").block()).isEqualTo("SEK 5");
		}
	}

	@Test
	void aFailingMethodRunsOnceForEachCallAndItsExceptionIsUnchanged() {
		assertThatExceptionOfType(NoRateException.class).isThrownBy(() -> this.rates.plain("fail"))
			.withMessage("fail 1");
		assertThatExceptionOfType(NoRateException.class).isThrownBy(() -> this.rates.synchronous("fail"))
			.withMessage("fail 2");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.rates.synchronousFuture("fail").join())
			.havingRootCause()
			.isInstanceOf(NoRateException.class)
			.withMessage("fail 3");
		assertThat(this.rates.calls()).isEqualTo(3);
	}

	@Test
	void nullsAreCached() {
		assertThat(this.rates.nothing("EUR")).isNull();
		assertThat(this.rates.nothing("EUR")).isNull();
		assertThat(this.rates.calls()).isEqualTo(1);
	}

	@Test
	void putsAndEvictionsAreSeen() {
		this.rates.plain("EUR");
		this.rates.put("EUR");
		assertThat(this.rates.plain("EUR")).isEqualTo("put EUR");
		this.rates.evict("EUR");
		assertThat(this.rates.plain("EUR")).isEqualTo("EUR 2");
		this.rates.evictAll();
		assertThat(this.rates.plain("EUR")).isEqualTo("EUR 3");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	static class Caching implements CachingConfigurer {

		@Override
		public CacheErrorHandler errorHandler() {
			return new LoggingCacheErrorHandler();
		}

	}

	static class Rates {

		private final AtomicInteger calls = new AtomicInteger();

		int calls() {
			return this.calls.get();
		}

		private String next(String key) {
			String result = key + " " + this.calls.incrementAndGet();
			if (key.equals("fail")) {
				throw new NoRateException(result);
			}
			return result;
		}

		@Cacheable("rates")
		public String plain(String key) {
			return next(key);
		}

		@Cacheable(cacheNames = "rates", sync = true)
		public String synchronous(String key) {
			return next(key);
		}

		@Cacheable("rates")
		public CompletableFuture<String> future(String key) {
			return CompletableFuture.supplyAsync(() -> next(key));
		}

		@Cacheable(cacheNames = "rates", sync = true)
		public CompletableFuture<String> synchronousFuture(String key) {
			return CompletableFuture.supplyAsync(() -> next(key));
		}

		@Cacheable("rates")
		public Mono<String> mono(String key) {
			return Mono.fromSupplier(() -> Objects.requireNonNull(next(key)));
		}

		@Cacheable("rates")
		public @Nullable String nothing(String key) {
			next(key);
			return null;
		}

		@CachePut("rates")
		public String put(String key) {
			return "put " + key;
		}

		@CacheEvict("rates")
		public void evict(String key) {
		}

		@CacheEvict(cacheNames = "rates", allEntries = true)
		public void evictAll() {
		}

	}

	@SuppressWarnings("serial")
	static class NoRateException extends RuntimeException {

		NoRateException(String message) {
			super(message);
		}

	}

}
