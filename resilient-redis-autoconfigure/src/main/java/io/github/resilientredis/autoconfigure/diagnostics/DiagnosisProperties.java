/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.autoconfigure.PropertyCheck;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the diagnosis from the command line.
 */
@ConfigurationProperties("resilient-redis.diagnostics")
public class DiagnosisProperties {

	/**
	 * How long "--diagnose-redis" may take, whatever Redis does.
	 */
	private Duration timeout = Duration.ofSeconds(15);

	/**
	 * Configuration classes of the application that "--diagnose-redis" needs to reach
	 * Redis, besides "spring.data.redis" properties: such as one with connection details
	 * or customizers of the client. Nothing else of the application is started.
	 */
	private List<Class<?>> configurationClasses = new ArrayList<>();

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public List<Class<?>> getConfigurationClasses() {
		return this.configurationClasses;
	}

	public void setConfigurationClasses(List<Class<?>> configurationClasses) {
		this.configurationClasses = configurationClasses;
	}

	Duration checkedTimeout() {
		return new PropertyCheck("resilient-redis.diagnostics").positive("timeout", this.timeout, "15s");
	}

}
