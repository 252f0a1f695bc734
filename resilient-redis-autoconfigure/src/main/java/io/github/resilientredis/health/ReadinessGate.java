/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.health;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Withholds readiness until the first connection attempt has ended, so that a deployment
 * with Redis up never treats what is in Redis as unknown.
 *
 * <p>
 * The flag is set by the thread that announced readiness, after it took it back, and
 * cleared by whoever gives it out again: that thread or the guard's. Clearing is atomic,
 * so readiness is given out once.
 */
public final class ReadinessGate implements ApplicationListener<AvailabilityChangeEvent<?>>, GuardListener {

	private final RedisGuard guard;

	private final ApplicationContext context;

	private final AtomicBoolean withheld = new AtomicBoolean();

	/**
	 * Create the gate and listen to the guard.
	 * @param guard the guard
	 * @param context the application whose readiness it is
	 */
	public ReadinessGate(RedisGuard guard, ApplicationContext context) {
		this.guard = guard;
		this.context = context;
		guard.addListener(this);
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC && isConnecting()) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
			this.withheld.set(true);
			if (!isConnecting()) {
				giveOut();
			}
		}
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		giveOut();
	}

	private void giveOut() {
		if (this.withheld.compareAndSet(true, false)) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private boolean isConnecting() {
		return this.guard.getState() == GuardState.CONNECTING;
	}

}
