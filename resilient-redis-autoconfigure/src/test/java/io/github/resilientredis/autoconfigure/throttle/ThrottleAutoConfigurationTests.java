/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.autoconfigure.metrics.ThrottleMetricsAutoConfiguration;
import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.ThrottleMeters;
import io.github.resilientredis.testkit.SettableGuard;
import io.github.resilientredis.throttle.GuardedThrottle;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleFallback;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottlePrecision;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.UnknownLimitException;
import io.github.resilientredis.throttle.servlet.ThrottleFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is a throttle, and how it is configured.
 */
class ThrottleAutoConfigurationTests {

	private static final String OWN = "Throttle of its own";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(ThrottleAutoConfiguration.class,
			ThrottleMetricsAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@Test
	void thereIsAThrottleThatSaysHowManyNodesThereAre() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(GuardedThrottle.class).hasSingleBean(ThrottleMeters.class);
			assertThat(context).doesNotHaveBean("throttleFilter");
			GuardedFeature feature = context.getBean(GuardedFeature.class);
			assertThat(feature.name()).isEqualTo("throttle");
			assertThat(feature.managed()).isTrue();
			assertThat(feature.details().get()).containsOnlyKeys("limits", "nodes");
		});
	}

	@Test
	void limitsAreAsConfigured() {
		this.runner
			.withPropertyValues("resilient-redis.throttle.limits.login.rate=5/1m",
					"resilient-redis.throttle.limits.login.burst=20",
					"resilient-redis.throttle.limits.My_limit-2.rates=10/s,100/hour",
					"resilient-redis.throttle.limits.My_limit-2.cost=2",
					"resilient-redis.throttle.limits.My_limit-2.on-failure=closed",
					"resilient-redis.throttle.limits.My_limit-2.precision=leased",
					"resilient-redis.throttle.limits.My_limit-2.shadow=true")
			.run((context) -> {
				Throttle throttle = context.getBean(Throttle.class);
				assertThat(throttle.getLimits()).containsExactlyInAnyOrder(
						ThrottleLimit.of("login", new ThrottleRate(5, Duration.ofMinutes(1), 20)),
						new ThrottleLimit("My_limit-2",
								List.of(ThrottleRate.of(10, Duration.ofSeconds(1)),
										ThrottleRate.of(100, Duration.ofHours(1))),
								2, ThrottleFallback.CLOSED, ThrottlePrecision.LEASED, true));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "resilient-redis.enabled=false", "resilient-redis.throttle.enabled=false" })
	void switchedOffThereIsNothing(String property) {
		this.web.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(Throttle.class)
				.doesNotHaveBean(ThrottleFilter.class)
				.doesNotHaveBean(ThrottleMeters.class)
				.doesNotHaveBean(GuardedFeature.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.github.bucket4j", "com.github.benmanes.caffeine" })
	void withoutOneOfItsLibrariesThereIsNothing(String missing) {
		this.web.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Throttle.class));
	}

	@Test
	void withoutAGuardThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Throttle.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jakarta.servlet", "org.springframework.web" })
	void withoutServletsThereIsNoFilter(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("resilient-redis.throttle.limits.login.rate=5/1m",
					"resilient-redis.throttle.limits.login.paths=/login")
			.run((context) -> assertThat(context).hasSingleBean(GuardedThrottle.class)
				.doesNotHaveBean("throttleFilter"));
	}

	@Test
	void withoutMicrometerThereAreNoMeters() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasSingleBean(GuardedThrottle.class)
				.doesNotHaveBean(ThrottleMeters.class));
	}

	@ParameterizedTest
	@CsvSource({ "-100, -110, -99", "0, -110, 1", "-500, -501, -499", "-2147483648, -2147483648, -2147483647" })
	void theFiltersStandAroundThoseOfSpringSecurity(String security, int early, int late) {
		this.web.withPropertyValues("spring.security.filter.order=" + security).run((context) -> {
			assertThat(context.getBean("throttleFilter", ThrottleFilter.class).getOrder()).isEqualTo(early);
			assertThat(context.getBean("throttleUserFilter", ThrottleFilter.class).getOrder()).isEqualTo(late);
		});
	}

	@Test
	void theApplicationsOwnThrottleWinsWithOneWarning() {
		try (CapturedLog log = new CapturedLog()) {
			this.web.withBean("mine", Throttle.class, OwnThrottle::new).run((context) -> {
				assertThat(context).hasSingleBean(Throttle.class).hasBean("mine").hasBean("throttleFilter");
				assertThat(context).doesNotHaveBean(ThrottleMeters.class);
				assertThat(log.lines(OWN)).hasSize(1);
				GuardedFeature feature = context.getBean(GuardedFeature.class);
				assertThat(Map.of(feature.name(), feature.managed())).isEqualTo(Map.of("throttle", false));
			});
		}
	}

	@Test
	void pathsOfALimitThatTheApplicationsOwnThrottleDoesNotKnowStopTheStart() {
		this.web.withBean("mine", Throttle.class, OwnThrottle::new)
			.withPropertyValues("resilient-redis.throttle.limits.login.rate=5/1m",
					"resilient-redis.throttle.limits.login.paths=/login")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("The application's own Throttle has no limit of this name"));
	}

	/** Knows no limit. */
	private static final class OwnThrottle implements Throttle {

		@Override
		public ThrottleDecision tryAcquire(String limit, String key) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ThrottleDecision tryAcquire(String limit, String key, long cost) {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key) {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key, long cost) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ThrottleLimit getLimit(String name) {
			throw new UnknownLimitException(name, List.of());
		}

		@Override
		public List<ThrottleLimit> getLimits() {
			return List.of();
		}

	}

}
