/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.health;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.RedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedApplicationAvailabilityTests {

	private final SettableGuard guard = new SettableGuard();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@BeforeEach
	void open() {
		this.context.registerBean(ApplicationAvailability.class, () -> new GuardedApplicationAvailability(this.guard));
		this.context.refresh();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void readinessIsWithheldUntilTheFirstAttemptHasEnded() {
		accept();
		assertThat(readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		this.guard.change(GuardState.UNAVAILABLE);
		assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void whenTheFirstAttemptHasEndedThenNothingIsWithheld() {
		this.guard.change(GuardState.AVAILABLE);
		accept();
		assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void whenTheApplicationItselfRefusesTrafficThenAnOutageDoesNotChangeThat() {
		accept();
		this.guard.change(GuardState.AVAILABLE);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		this.guard.change(GuardState.UNAVAILABLE);
		this.guard.change(GuardState.AVAILABLE);
		assertThat(readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void beforeTheApplicationIsReadyItIsNot() {
		assertThat(this.context.getBean(ApplicationAvailability.class).getReadinessState())
			.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	private void accept() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	private ReadinessState readiness() {
		ApplicationAvailability availability = this.context.getBean(ApplicationAvailability.class);
		assertThat(availability.getState(ReadinessState.class)).isEqualTo(availability.getReadinessState());
		assertThat(availability.getLivenessState()).isEqualTo(LivenessState.BROKEN);
		return availability.getReadinessState();
	}

	/** Has a state, and nothing behind it. */
	private static final class SettableGuard implements RedisGuard {

		private GuardState state = GuardState.CONNECTING;

		void change(GuardState next) {
			this.state = next;
		}

		@Override
		public GuardState getState() {
			return this.state;
		}

		@Override
		public GuardStatus getStatus() {
			return new GuardStatus(this.state, Clock.systemUTC().instant(), null);
		}

		@Override
		public <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
				AsyncRedisAction<T> action) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void forceOpen() {
		}

		@Override
		public void release() {
		}

		@Override
		public void addListener(GuardListener listener) {
		}

		@Override
		public void removeListener(GuardListener listener) {
		}

	}

}
