/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.CircuitBreakerCustomizer;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.metrics.CircuitBreakerMeters;
import io.github.resilientredis.metrics.GuardMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When calls are counted, measured and observed.
 */
class GuardMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class,
				GuardMetricsAutoConfiguration.class, GuardObservationAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.port=1");

	@Test
	void theGuardAndItsCircuitsAreMeasured() {
		this.runner.run((context) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(GuardMeters.class).bindTo(registry);
			context.getBean(CircuitBreakerMeters.class).bindTo(registry);
			assertThat(registry.get("resilient.redis.state").gauges()).hasSize(7);
			assertThat(registry.get("resilience4j.circuitbreaker.state").tag("name", "redis").gauges()).isNotEmpty();
			assertThat(registry.get("resilience4j.circuitbreaker.state").tag("name", "redis-writes").gauges())
				.isNotEmpty();
		});
	}

	@Test
	void withoutResilience4jsModuleTheGuardIsMeasuredAllTheSame() {
		this.runner.withClassLoader(new FilteredClassLoader(TaggedCircuitBreakerMetricsPublisher.class))
			.run((context) -> assertThat(context).hasSingleBean(GuardMeters.class)
				.doesNotHaveBean("redisCircuitBreakerMeters"));
	}

	@Test
	void withoutMicrometerNothingIsCounted() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RedisGuard.class)
				.doesNotHaveBean(CallCounters.class)
				.doesNotHaveBean("redisCallObservations"));
	}

	@Test
	void withoutRedisThereAreStatesButNoCircuits() {
		this.runner.withPropertyValues("resilient-redis.local-only=true").run((context) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(GuardMeters.class).bindTo(registry);
			context.getBean(CircuitBreakerMeters.class).bindTo(registry);
			assertThat(registry.get("resilient.redis.state").tag("state", "local_only").gauge().value()).isEqualTo(1);
			assertThat(registry.find("resilience4j.circuitbreaker.state").gauges()).isEmpty();
		});
	}

	@Test
	void anApplicationsCustomizersAreGivenBothCircuitsBesideOurs() {
		StringBuilder names = new StringBuilder();
		this.runner
			.withBean(CircuitBreakerCustomizer.class,
					() -> (circuitBreaker) -> names.append(circuitBreaker.getName()).append(' '))
			.run((context) -> {
				context.getBean(RedisGuard.class);
				assertThat(names).hasToString("redis redis-writes ");
				assertThat(context).hasSingleBean(CircuitBreakerMeters.class);
			});
	}

	@Test
	void callsAreObservedOnlyWhereThereIsARegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(GuardObservationAutoConfiguration.class));
		StringBuilder seen = new StringBuilder();
		this.runner.withBean(ObservationRegistry.class, () -> listening(seen)).run((context) -> {
			RedisGuard guard = context.getBean(RedisGuard.class);
			guard.forceOpen();
			guard.submit(io.github.resilientredis.guard.RedisOperation.once("plan.find"),
					(redis) -> redis.get(new byte[1]));
			assertThat(seen).hasToString("redis plan.find");
		});
	}

	private static ObservationRegistry listening(StringBuilder seen) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {
			@Override
			public void onStop(Observation.Context context) {
				seen.append(context.getContextualName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		});
		return registry;
	}

	@Test
	void theyAreListedAndTheirNamesResolve() {
		assertThat(GuardObservationAutoConfiguration.OBSERVATIONS)
			.isEqualTo(ObservationAutoConfiguration.class.getName());
		assertThat(ImportCandidates.load(AutoConfiguration.class, null)).contains(
				GuardMetricsAutoConfiguration.class.getName(), GuardObservationAutoConfiguration.class.getName(),
				SessionMetricsAutoConfiguration.class.getName());
	}

}
