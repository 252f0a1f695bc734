/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Duration;

import io.github.resilientredis.autoconfigure.ClientTuningAutoConfiguration;
import io.github.resilientredis.autoconfigure.GuardSettingsFactory;
import io.github.resilientredis.autoconfigure.ResilientRedisProperties;
import io.github.resilientredis.guard.ClientTuning;
import io.github.resilientredis.guard.GuardSettings;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * All there is in the context of a diagnosis: connections as Spring Boot configures them
 * for the application, and nothing that connects by itself.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, SslAutoConfiguration.class,
		ClientTuningAutoConfiguration.class, DataRedisAutoConfiguration.class })
@EnableConfigurationProperties({ ResilientRedisProperties.class, DataRedisProperties.class, DiagnosisProperties.class })
class DiagnosisConfiguration {

	/** Commands are waited for longer than the application does, to see how late. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Bean
	GuardSettings diagnosedGuardSettings(ResilientRedisProperties properties, DataRedisProperties redis) {
		return new GuardSettingsFactory().create(properties, redis, "diagnosis");
	}

	@Bean
	ClientTuning diagnosedClientTuning(GuardSettings settings) {
		boolean patient = settings.timeout().compareTo(PATIENCE) > 0;
		return new ClientTuning(patient ? settings.timeout() : PATIENCE, settings.connectTimeout());
	}

}
