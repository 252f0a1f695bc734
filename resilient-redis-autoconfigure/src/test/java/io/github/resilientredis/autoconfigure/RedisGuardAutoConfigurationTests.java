/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.LocalRedisGuard;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.guard.servlet.RequestBudgetFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisGuardAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DataRedisAutoConfiguration.class,
			RedisGuardAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withPropertyValues("spring.data.redis.port=1");

	@Test
	void theGuardIsThereAsSoonAsTheStarterIs() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(LettuceRedisGuard.class)
			.hasSingleBean(RedisConnectionFactory.class));
	}

	@Test
	void whenDisabledThenThereIsNoGuard() {
		this.runner.withPropertyValues("resilient-redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisGuard.class)
				.doesNotHaveBean(RequestBudgets.class));
	}

	@Test
	void whenLocalOnlyThenTheGuardHasNoConnection() {
		this.runner.withPropertyValues("resilient-redis.local-only=true").run((context) -> {
			assertThat(context).hasSingleBean(LocalRedisGuard.class);
			assertThat(context.getBean(RedisGuard.class).getState()).isEqualTo(GuardState.LOCAL_ONLY);
		});
	}

	@Test
	void whenTheApplicationHasAGuardThenItWins() {
		RedisGuard own = new LocalRedisGuard(Clock.systemUTC());
		this.runner.withBean(RedisGuard.class, () -> own)
			.run((context) -> assertThat(context.getBean(RedisGuard.class)).isSameAs(own));
	}

	@Test
	void theDefaultsAreTheDocumentedOnes() {
		this.runner.withPropertyValues("spring.application.name=my app").run((context) -> {
			GuardSettings settings = context.getBean(GuardSettings.class);
			GuardSettings defaults = GuardSettings.defaults();
			assertThat(settings).usingRecursiveComparison().ignoringFields("clientName").isEqualTo(defaults);
			assertThat(settings.clientName()).isEqualTo("resilient-redis:my_app");
		});
	}

	@Test
	void springsOwnTimeoutsWin() {
		this.runner
			.withPropertyValues("spring.data.redis.timeout=700ms", "spring.data.redis.connect-timeout=3s",
					"resilient-redis.timeout=100ms", "resilient-redis.connect-timeout=100ms")
			.run((context) -> {
				GuardSettings settings = context.getBean(GuardSettings.class);
				assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(700));
				assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
			});
	}

	@Test
	void severalConnectionFactoriesMeanThePrimaryOne() {
		this.runner.withUserConfiguration(TwoFactories.class)
			.run((context) -> assertThat(context).hasSingleBean(LettuceRedisGuard.class));
	}

	@Test
	void whenTheFactoryIsNotLettucesThenTheStartFailsAndSaysWhatToDo() {
		RedisConnectionFactory other = (RedisConnectionFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RedisConnectionFactory.class }, (proxy, method, arguments) -> null);
		this.runner.withBean(RedisConnectionFactory.class, () -> other).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(LettuceRequiredException.class,
						(ex) -> assertThat(new LettuceRequiredFailureAnalyzer().analyze(ex, ex).getAction())
							.contains("Remove the Jedis dependency"));
		});
	}

	@Test
	void withoutTheServletApiThereIsNoFilter() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("spring.data.redis.port=1")
			.run((context) -> assertThat(context).hasSingleBean(RequestBudgetFilter.class));
		this.runner.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("redisRequestBudgetFilter"));
	}

	@ParameterizedTest
	@CsvSource({ "timeout, -1s, 500ms", "timeout, 0, 500ms", "connect-timeout, 0s, 2s", "request-budget, -5ms, 1s",
			"retry.max-retries, -1, 0 and 10", "retry.delay, -1ms, 20ms", "key-prefix, ' ', my-app:",
			"circuit-breaker.sliding-window-size, 0, 10000",
			"circuit-breaker.minimum-number-of-calls, 21, between 1 and 20",
			"circuit-breaker.failure-rate-threshold, 101, 100", "circuit-breaker.slow-call-rate-threshold, 0, 100",
			"circuit-breaker.slow-call-duration, 0, 250ms", "circuit-breaker.probe-interval, -1s, 100ms",
			"circuit-breaker.max-probe-interval, 50ms, probe-interval", "startup.attempts, 0, between 1 and 1000",
			"startup.delay, -1s, 1s" })
	void aValueThatMakesNoSenseStopsTheStart(String property, String value, String fix) {
		this.runner.withPropertyValues("resilient-redis." + property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo("resilient-redis." + property);
					assertThat(ex.getReason()).contains(fix);
				});
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoFactories {

		@Bean
		@Primary
		LettuceConnectionFactory first() {
			return new LettuceConnectionFactory("127.0.0.1", 1);
		}

		@Bean
		LettuceConnectionFactory second() {
			return new LettuceConnectionFactory("127.0.0.1", 2);
		}

	}

}
