/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilientredis.guard.CircuitBreakerCustomizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each property of the circuit does, on a circuit breaker like the one in use. Each
 * test shows first what happens without the property.
 */
class CircuitPropertyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.port=1");

	@Test
	void minimumNumberOfCallsIsWhenTheRatesBeginToCount() {
		assertThat(unanswered(circuit(), 4)).isEqualTo(State.CLOSED);
		CircuitBreaker circuit = circuit("minimum-number-of-calls=3");
		assertThat(unanswered(circuit, 2)).isEqualTo(State.CLOSED);
		assertThat(unanswered(circuit, 1)).isEqualTo(State.OPEN);
	}

	@Test
	void slidingWindowSizeIsHowManyCallsAreLookedAt() {
		CircuitBreaker all = circuit();
		CircuitBreaker few = circuit("sliding-window-size=5");
		answered(all, 15, 1);
		answered(few, 15, 1);
		assertThat(unanswered(all, 3)).isEqualTo(State.CLOSED);
		assertThat(unanswered(few, 3)).isEqualTo(State.OPEN);
	}

	@Test
	void failureRateThresholdIsHowManyMayStayUnanswered() {
		CircuitBreaker strict = circuit();
		CircuitBreaker patient = circuit("failure-rate-threshold=90");
		answered(strict, 1, 1);
		answered(patient, 1, 1);
		assertThat(unanswered(strict, 4)).isEqualTo(State.OPEN);
		assertThat(unanswered(patient, 4)).isEqualTo(State.CLOSED);
	}

	@Test
	void slowCallDurationIsFromWhenOnACallIsSlow() {
		assertThat(answered(circuit(), 5, 300)).isEqualTo(State.OPEN);
		assertThat(answered(circuit("slow-call-duration=400ms"), 5, 300)).isEqualTo(State.CLOSED);
	}

	@Test
	void slowCallRateThresholdIsHowManyMayBeSlow() {
		CircuitBreaker patient = circuit();
		CircuitBreaker strict = circuit("slow-call-rate-threshold=40");
		answered(patient, 3, 1);
		answered(strict, 3, 1);
		assertThat(answered(patient, 2, 300)).isEqualTo(State.CLOSED);
		assertThat(answered(strict, 2, 300)).isEqualTo(State.OPEN);
	}

	/** A copy: nothing that happens to the one in use shows on it. */
	private CircuitBreaker circuit(String... properties) {
		AtomicReference<@Nullable CircuitBreaker> circuit = new AtomicReference<>();
		CircuitBreakerCustomizer copy = (used) -> {
			if (used.getName().equals("redis")) {
				circuit.set(CircuitBreaker.of("copy", used.getCircuitBreakerConfig()));
			}
		};
		ApplicationContextRunner configured = this.runner.withBean(CircuitBreakerCustomizer.class, () -> copy);
		for (String property : properties) {
			configured = configured.withPropertyValues("resilient-redis.circuit-breaker." + property);
		}
		configured.run((context) -> assertThat(context).hasNotFailed());
		return Objects.requireNonNull(circuit.get());
	}

	private static State unanswered(CircuitBreaker circuit, int times) {
		for (int i = 0; i < times; i++) {
			circuit.onError(1, TimeUnit.MILLISECONDS, new TimeoutException());
		}
		return circuit.getState();
	}

	private static State answered(CircuitBreaker circuit, int times, long millis) {
		for (int i = 0; i < times; i++) {
			circuit.onSuccess(millis, TimeUnit.MILLISECONDS);
		}
		return circuit.getState();
	}

}
