/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.health;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
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

	private final SettableGuard guard = new SettableGuard(GuardState.CONNECTING);

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
		this.guard.become(GuardState.UNAVAILABLE);
		assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void whenTheFirstAttemptHasEndedThenNothingIsWithheld() {
		this.guard.become(GuardState.AVAILABLE);
		accept();
		assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void whenTheApplicationItselfRefusesTrafficThenAnOutageDoesNotChangeThat() {
		accept();
		this.guard.become(GuardState.AVAILABLE);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		this.guard.become(GuardState.UNAVAILABLE);
		this.guard.become(GuardState.AVAILABLE);
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

}
