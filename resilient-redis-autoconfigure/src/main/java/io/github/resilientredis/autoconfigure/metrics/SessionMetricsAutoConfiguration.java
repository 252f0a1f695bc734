/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilientredis.autoconfigure.session.ResilientSessionAutoConfiguration;
import io.github.resilientredis.metrics.SessionMeters;
import io.github.resilientredis.session.LocalSessionCount;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the sessions' meters.
 */
@AutoConfiguration(after = ResilientSessionAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(LocalSessionCount.class)
public final class SessionMetricsAutoConfiguration {

	@Bean
	SessionMeters redisSessionMeters(LocalSessionCount sessions) {
		return new SessionMeters(sessions);
	}

}
