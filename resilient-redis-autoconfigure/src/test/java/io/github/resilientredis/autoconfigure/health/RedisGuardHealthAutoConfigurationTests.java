/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.health;

import java.time.Duration;
import java.util.Map;

import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.health.GuardedApplicationAvailability;
import io.github.resilientredis.health.RedisGuardHealthIndicator;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class RedisGuardHealthAutoConfigurationTests {

	private final SettableGuard guard = new SettableGuard(GuardState.AVAILABLE);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveHealthContributorAutoConfiguration.class,
				ApplicationAvailabilityAutoConfiguration.class, RedisGuardAutoConfiguration.class,
				RedisGuardHealthAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> this.guard);

	@Test
	void oursTakesThePlaceOfBootsOwn() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(HealthContributor.class)
				.hasBean("redisHealthContributor")
				.doesNotHaveBean(ReactiveHealthContributor.class);
			assertThat(context.getBean(HealthContributor.class)).isInstanceOf(RedisGuardHealthIndicator.class);
		});
	}

	@Test
	void theNamesOfBootsOwnResolve() {
		assertThat(RedisGuardHealthAutoConfiguration.BOOTS_OWN)
			.isEqualTo(DataRedisHealthContributorAutoConfiguration.class.getName());
		assertThat(RedisGuardHealthAutoConfiguration.BOOTS_OWN_REACTIVE)
			.isEqualTo(DataRedisReactiveHealthContributorAutoConfiguration.class.getName());
	}

	@Test
	void whenSwitchedOffThenThereIsNone() {
		this.runner.withPropertyValues("management.health.redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void theApplicationsOwnWins() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("redisHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
	}

	@ParameterizedTest
	@EnumSource(GuardState.class)
	void healthIsUpInEveryStateAndSaysWhichItIs(GuardState state) {
		this.guard.become(state);
		this.runner.run((context) -> {
			Health health = context.getBean(RedisGuardHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", state.name())
				.containsEntry("reads", state.isReadable() ? "redis" : "fallback")
				.containsEntry("writes", state.isWritable() ? "redis" : "fallback")
				.containsKey("since");
		});
	}

	@ParameterizedTest
	@EnumSource(GuardState.class)
	void whenRedisIsRequiredThenHealthIsDownWithoutIt(GuardState state) {
		this.guard.become(state);
		this.runner.withPropertyValues("resilient-redis.health.required=true")
			.run((context) -> assertThat(context.getBean(RedisGuardHealthIndicator.class).health().getStatus())
				.isEqualTo(state.isReadable() ? Status.UP : Status.DOWN));
	}

	@ParameterizedTest
	@EnumSource(GuardState.class)
	void healthIsCompleteAndFromMemoryInEveryState(GuardState state) {
		this.guard.become(state);
		this.runner.withBean(GuardedFeature.class, () -> new GuardedFeature("cache", false)).run((context) -> {
			RedisGuardHealthIndicator indicator = context.getBean(RedisGuardHealthIndicator.class);
			assertThat(indicator.health().getDetails()).containsOnlyKeys("state", "since", "reads", "writes", "journal",
					"features");
			long start = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				indicator.health();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start).dividedBy(100)).isLessThan(Duration.ofMillis(5));
			assertThat(this.guard.refused()).as("calls to Redis").isZero();
		});
	}

	@Test
	void featuresSayWhetherTheyAreManaged() {
		this.runner.withBean(GuardedFeature.class, () -> new GuardedFeature("cache", false))
			.run((context) -> assertThat(context.getBean(RedisGuardHealthIndicator.class).health().getDetails())
				.containsEntry("features", Map.of("cache", Map.of("managed", false))));
	}

	@Test
	void featuresAddDetailsOfTheirOwn() {
		this.runner
			.withBean(GuardedFeature.class,
					() -> new GuardedFeature("cache", true, () -> Map.of("invalidation", "heard", "managed", "no")))
			.run((context) -> assertThat(context.getBean(RedisGuardHealthIndicator.class).health().getDetails())
				.containsEntry("features", Map.of("cache", Map.of("managed", true, "invalidation", "heard"))));
	}

	@Test
	void aFeatureThatCannotTellItsDetailsDoesNotHurtHealth() {
		this.runner.withBean(GuardedFeature.class, () -> new GuardedFeature("cache", true, () -> {
			throw new IllegalStateException("s3cret");
		})).run((context) -> {
			Health health = context.getBean(RedisGuardHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("features",
					Map.of("cache", Map.of("managed", true, "problem", "java.lang.IllegalStateException")));
		});
	}

	@Test
	void readinessIsTheGuardsBusinessUnlessTheApplicationSaysOtherwise() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ApplicationAvailability.class)
			.hasSingleBean(GuardedApplicationAvailability.class));
		this.runner.withBean(ApplicationAvailabilityBean.class)
			.run((context) -> assertThat(context).hasSingleBean(ApplicationAvailability.class)
				.doesNotHaveBean(GuardedApplicationAvailability.class));
	}

}
