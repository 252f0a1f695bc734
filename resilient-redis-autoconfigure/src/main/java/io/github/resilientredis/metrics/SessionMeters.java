/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import io.github.resilientredis.session.LocalSessionCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers each {@link SessionMeter}.
 */
public final class SessionMeters implements MeterBinder {

	private final LocalSessionCount sessions;

	/**
	 * Create the meters.
	 * @param sessions what to measure
	 */
	public SessionMeters(LocalSessionCount sessions) {
		this.sessions = sessions;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(SessionMeter.LOCAL.meterName(), this.sessions, LocalSessionCount::getLocalSessions)
			.description(SessionMeter.LOCAL.description())
			.register(registry);
	}

}
