/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's annotations give the same results after the same number of invocations,
 * whatever happens to Redis. The calls begin with the fault, before the guard has come to
 * terms with it.
 */
class CacheAnnotationModelIT {

	/** What a method gives, call by call, the number being that of the invocation. */
	private static final List<String> RESULTS = List.of(
			// plain, sync, key, key generator, resolver
			"EUR #1", "EUR #1", "USD #2", "USD #2", "chf #3", "chf #3", "chf #4", "gen #5", "gen #5", "EUR #6",
			"EUR #6", "EUR #1",
			// condition, unless
			"long #7", "long #8", "GBP #9", "GBP #9", "odd #10", "odd #11", "even #12", "even #12",
			// Optional, null
			"Optional[opt #13]", "Optional[opt #13]", "Optional.empty", "Optional.empty", "null", "null", "15",
			// CompletableFuture and Mono
			"f #16", "f #16", "sf #17", "sf #17", "m #18", "m #18", "m #18",
			// put
			"put EUR #19", "put EUR #19", "put EUR #20", "put EUR #19",
			// evict, of which one fails
			"null", "EUR #22", "NoRateException: fail #23", "EUR #24", "NoRateException: fail #25", "EUR #24",
			// copies: a method that puts is always invoked
			"SEK #26", "SEK #27", "SEK #27", "null", "SEK #29", "SEK #30",
			// evict all, of which one fails
			"USD #2", "null", "USD #32", "NoRateException: fail #33", "USD #34",
			// failing methods
			"NoRateException: fail #35", "NoRateException: fail #36", "NoRateException: fail #37",
			"NoRateException: fail #38", "NoRateException: fail #39", "39");

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "FORCED_OPEN", "LOCAL_ONLY" })
	void resultsAndInvocationsAreTheSame(RedisCondition condition) {
		try (RedisServer server = RedisServer.start(); AnnotationConfigApplicationContext context = start(server)) {
			RedisGuard guard = context.getBean(RedisGuard.class);
			Awaitility.await().until(guard::getState, GuardState.AVAILABLE::equals);
			condition.begin(server);
			assertThat(play(context.getBean(AnnotatedRates.class))).containsExactlyElementsOf(RESULTS);
			assertThat(guard.getState()).isEqualTo(condition.state());
		}
	}

	@ParameterizedTest
	@EnumSource(names = "KILLED")
	void resultsAndInvocationsAreTheSameWithoutRedisAtStart(RedisCondition condition) {
		try (RedisServer server = RedisServer.start()) {
			condition.begin(server);
			try (AnnotationConfigApplicationContext context = start(server)) {
				assertThat(play(context.getBean(AnnotatedRates.class))).containsExactlyElementsOf(RESULTS);
				assertThat(context.getBean(RedisGuard.class).getState()).isEqualTo(condition.state());
			}
		}
	}

	private static AnnotationConfigApplicationContext start(RedisServer server) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.port())
			.applyTo(context);
		context.register(Application.class);
		context.refresh();
		return context;
	}

	private static List<String> play(AnnotatedRates rates) {
		List<String> results = new ArrayList<>();
		reads(rates).forEach((call) -> results.add(result(call)));
		changes(rates).forEach((call) -> results.add(result(call)));
		failures(rates).forEach((call) -> results.add(result(call)));
		return results;
	}

	private static List<Callable<@Nullable Object>> reads(AnnotatedRates rates) {
		return List.of(() -> rates.plain("EUR"), () -> rates.plain("EUR"), () -> rates.synchronous("USD"),
				() -> rates.synchronous("USD"), () -> rates.keyed("chf", 1), () -> rates.keyed("CHF", 1),
				() -> rates.keyed("chf", 2), () -> rates.generated("gen"), () -> rates.generated("neg"),
				() -> rates.resolved("EUR"), () -> rates.resolved("EUR"), () -> rates.plain("EUR"),
				() -> rates.conditional("long"), () -> rates.conditional("long"), () -> rates.conditional("GBP"),
				() -> rates.plain("GBP"), () -> rates.unless("odd"), () -> rates.unless("odd"),
				() -> rates.unless("even"), () -> rates.unless("even"), () -> rates.optional("opt"),
				() -> rates.optional("opt"), () -> rates.optional("empty"), () -> rates.optional("empty"),
				() -> rates.nothing("none"), () -> rates.nothing("none"), rates::invocations,
				() -> rates.future("f").join(), () -> rates.future("f").join(),
				() -> rates.synchronousFuture("sf").join(), () -> rates.synchronousFuture("sf").join(),
				() -> rates.mono("m").block(), () -> rates.mono("m").block(), () -> rates.plain("m"));
	}

	private static List<Callable<@Nullable Object>> changes(AnnotatedRates rates) {
		return List.of(() -> rates.put("EUR"), () -> rates.plain("EUR"), () -> rates.putUnless("EUR"),
				() -> rates.plain("EUR"), nothing(() -> rates.evict("EUR")), () -> rates.plain("EUR"),
				nothing(() -> rates.evictBefore("fail")), () -> rates.plain("EUR"),
				nothing(() -> rates.evictAfter("fail")), () -> rates.plain("EUR"), () -> rates.copied("SEK"),
				() -> rates.copied("SEK"), () -> rates.copy("SEK"), nothing(() -> rates.evictCopies("SEK")),
				() -> rates.plain("SEK"), () -> rates.copy("SEK"), () -> rates.plain("USD"), nothing(rates::evictAll),
				() -> rates.plain("USD"), nothing(() -> rates.evictAllBefore("fail")), () -> rates.plain("USD"));
	}

	private static List<Callable<@Nullable Object>> failures(AnnotatedRates rates) {
		return List.of(() -> rates.plain("fail"), () -> rates.synchronous("fail"), () -> rates.future("fail").join(),
				() -> rates.synchronousFuture("fail").join(), () -> rates.mono("fail").block(), rates::invocations);
	}

	private static Callable<@Nullable Object> nothing(Runnable call) {
		return () -> {
			call.run();
			return null;
		};
	}

	private static String result(Callable<@Nullable Object> call) {
		try {
			return String.valueOf(call.call());
		}
		catch (Exception ex) {
			Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
			return cause.getClass().getSimpleName() + ": " + cause.getMessage();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching(proxyTargetClass = true)
	@Import(AnnotatedRates.class)
	static class Application {

		@Bean
		KeyGenerator lengths() {
			return (target, method, parameters) -> method.getName() + String.valueOf(parameters[0]).length();
		}

		@Bean
		CacheResolver perCurrency(CacheManager caches) {
			return (context) -> List.of(Objects.requireNonNull(caches.getCache("of " + context.getArgs()[0])));
		}

	}

}
