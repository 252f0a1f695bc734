/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.time.Clock;

import io.github.resilientredis.sample.ConfigurationProblem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The log of authentication events.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	private static final int MOST = 100_000;

	@Bean
	AuthenticationLog authenticationLog(AuditProperties properties, Clock clock) {
		int max = properties.maxEntries();
		if (max < 1 || max > MOST) {
			throw new ConfigurationProblem("'sample.events.max-entries' is '" + max + "'.",
					"Set it to between 1 and " + MOST + ".");
		}
		return new AuthenticationLog(max, clock);
	}

}
