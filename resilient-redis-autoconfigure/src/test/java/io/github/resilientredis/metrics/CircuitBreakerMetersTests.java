/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerMetersTests {

	private final CircuitBreaker circuitBreaker = CircuitBreaker.ofDefaults("redis");

	@Test
	void callsAreTimedInEachRegistry() {
		CircuitBreakerMeters meters = meters();
		SimpleMeterRegistry one = new SimpleMeterRegistry();
		SimpleMeterRegistry two = new SimpleMeterRegistry();
		meters.bindTo(one);
		meters.bindTo(two);
		this.circuitBreaker.onSuccess(5, TimeUnit.MILLISECONDS);
		for (SimpleMeterRegistry registry : new SimpleMeterRegistry[] { one, two }) {
			assertThat(registry.get("resilience4j.circuitbreaker.calls")
				.tags("name", "redis", "kind", "successful")
				.timer()
				.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
		}
	}

	@Test
	void aRegistryThatFailsHurtsNoCall() {
		FailingRegistry registry = new FailingRegistry();
		meters().bindTo(registry);
		this.circuitBreaker.onSuccess(5, TimeUnit.MILLISECONDS);
		this.circuitBreaker.onError(5, TimeUnit.MILLISECONDS, new IllegalStateException());
		assertThat(registry.failures).isEqualTo(2);
		assertThat(this.circuitBreaker.getMetrics().getNumberOfBufferedCalls()).isEqualTo(2);
	}

	private CircuitBreakerMeters meters() {
		CircuitBreakerMeters meters = new CircuitBreakerMeters();
		meters.customizer().customize(this.circuitBreaker);
		return meters;
	}

	/** Its timers cannot record. */
	private static final class FailingRegistry extends SimpleMeterRegistry {

		private int failures;

		@Override
		protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
			return new NoopTimer(id) {
				@Override
				public void record(Duration duration) {
					fail();
				}

				@Override
				public void record(long amount, TimeUnit unit) {
					fail();
				}

				private void fail() {
					FailingRegistry.this.failures++;
					throw new IllegalStateException("no more series");
				}
			};
		}

	}

}
