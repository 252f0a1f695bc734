/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.health;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;

/**
 * The application's availability, which does not accept traffic until the first
 * connection attempt has ended, so that a deployment with Redis up never treats what is
 * in Redis as unknown. Later outages do not change it.
 */
public class GuardedApplicationAvailability extends ApplicationAvailabilityBean {

	private final RedisGuard guard;

	/**
	 * Create the availability.
	 * @param guard the guard
	 */
	public GuardedApplicationAvailability(RedisGuard guard) {
		this.guard = guard;
	}

	@Override
	public <S extends AvailabilityState> S getState(Class<S> stateType, S defaultState) {
		return gated(stateType, super.getState(stateType, defaultState));
	}

	@Override
	public <S extends AvailabilityState> @Nullable S getState(Class<S> stateType) {
		S state = super.getState(stateType);
		return (state != null) ? gated(stateType, state) : null;
	}

	private <S extends AvailabilityState> S gated(Class<S> stateType, S state) {
		boolean withhold = state == ReadinessState.ACCEPTING_TRAFFIC && this.guard.getState() == GuardState.CONNECTING;
		return withhold ? stateType.cast(ReadinessState.REFUSING_TRAFFIC) : state;
	}

}
