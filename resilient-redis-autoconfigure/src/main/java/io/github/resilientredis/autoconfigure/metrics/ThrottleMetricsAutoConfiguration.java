/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilientredis.autoconfigure.throttle.ThrottleAutoConfiguration;
import io.github.resilientredis.metrics.ThrottleMeters;
import io.github.resilientredis.throttle.GuardedThrottle;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the throttle's meters.
 */
@AutoConfiguration(after = ThrottleAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(GuardedThrottle.class)
public final class ThrottleMetricsAutoConfiguration {

	@Bean
	ThrottleMeters throttleMeters(GuardedThrottle throttle) {
		return new ThrottleMeters(throttle.getLimits(), throttle::getStatistics);
	}

}
