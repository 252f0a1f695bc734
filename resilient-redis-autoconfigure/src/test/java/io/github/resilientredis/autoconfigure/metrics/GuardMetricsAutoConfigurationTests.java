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
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.metrics.CallTimers;
import io.github.resilientredis.metrics.CircuitBreakerMeters;
import io.github.resilientredis.metrics.GuardMeters;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
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
import org.springframework.context.ApplicationContext;

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
	void withoutMicrometerNothingIsCountedOrTimed() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RedisGuard.class)
				.doesNotHaveBean(CallCounters.class)
				.doesNotHaveBean("redisObservedCalls")
				.doesNotHaveBean("redisCallTimers"));
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
	void callsAreTimedWhereOnlyMetersAreMadeOfObservations() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ObservedCalls.class));
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		this.runner.withBean(ObservationRegistry.class, () -> listening(new DefaultMeterObservationHandler(meters)))
			.withBean(DefaultMeterObservationHandler.class, () -> new DefaultMeterObservationHandler(meters))
			.run((context) -> {
				call(context, meters);
				assertThat(timed(meters)).isOne();
				assertThat(meters.find("resilient.redis.call.active").longTaskTimers()).isEmpty();
			});
	}

	@Test
	void withATracerTheyAreObservedAndNotTimedTwice() {
		StringBuilder seen = new StringBuilder();
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		this.runner
			.withBean(ObservationRegistry.class,
					() -> listening(new DefaultMeterObservationHandler(meters), new Listener(seen)))
			.withBean(DefaultMeterObservationHandler.class, () -> new DefaultMeterObservationHandler(meters))
			.withBean(Listener.class, () -> new Listener(seen))
			.run((context) -> {
				call(context, meters);
				assertThat(seen).hasToString("redis plan.find");
				assertThat(timed(meters)).isOne();
				assertThat(meters.get("resilient.redis.call").timer().getId().getTag("error")).isEqualTo("none");
			});
	}

	@Test
	void anApplicationsOwnRegistryIsToldOfCallsUnlessSwitchedOff() {
		for (boolean off : new boolean[] { false, true }) {
			StringBuilder seen = new StringBuilder();
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			this.runner.withBean(ObservationRegistry.class, () -> listening(new Listener(seen)))
				.withPropertyValues(off ? ObservedCalls.ENABLED + "=false" : "some=thing")
				.run((context) -> {
					call(context, meters);
					assertThat(seen).hasToString(off ? "" : "redis plan.find");
					assertThat(timed(meters)).isEqualTo(off ? 1 : 0);
				});
		}
	}

	@Test
	void observationsCanBeAskedFor() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		this.runner.withBean(ObservationRegistry.class, () -> listening(new DefaultMeterObservationHandler(meters)))
			.withBean(DefaultMeterObservationHandler.class, () -> new DefaultMeterObservationHandler(meters))
			.withPropertyValues(ObservedCalls.ENABLED + "=true")
			.run((context) -> {
				call(context, meters);
				assertThat(timed(meters)).isOne();
				assertThat(meters.find("resilient.redis.call.active").longTaskTimers()).isNotEmpty();
			});
	}

	private static void call(ApplicationContext context, SimpleMeterRegistry meters) {
		context.getBean(CallTimers.class).bindTo(meters);
		RedisGuard guard = context.getBean(RedisGuard.class);
		guard.forceOpen();
		guard.submit(RedisOperation.once("plan.find"), (redis) -> redis.get(new byte[1]));
	}

	private static long timed(SimpleMeterRegistry meters) {
		return meters.find("resilient.redis.call")
			.tag("operation", "plan.find")
			.tag("outcome", "not_asked")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static ObservationRegistry listening(ObservationHandler<?>... handlers) {
		ObservationRegistry registry = ObservationRegistry.create();
		for (ObservationHandler<?> handler : handlers) {
			registry.observationConfig().observationHandler(handler);
		}
		return registry;
	}

	/** Whoever makes something else of observations than meters. */
	private record Listener(StringBuilder seen) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			this.seen.append(context.getContextualName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

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
