/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Stands in for Spring Boot's own analyzer where a property is missing altogether or
 * written in another way than it is named, so that it finds no place where it was set.
 */
class PropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	private final @Nullable Environment environment;

	PropertyFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		if (!cause.getName().startsWith("resilient-redis.") || isSet(cause.getName())) {
			return null;
		}
		return new FailureAnalysis(
				"Invalid value '" + cause.getValue() + "' for configuration property '" + cause.getName()
						+ "'. Validation failed for the following reason:\n\n" + cause.getReason(),
				"Review the value of the property with the provided reason.", cause);
	}

	private boolean isSet(String name) {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return false;
		}
		for (PropertySource<?> source : configurable.getPropertySources()) {
			// The first one answers for all others, however a name is written.
			if (!source.getName().equals("configurationProperties") && source.containsProperty(name)) {
				return true;
			}
		}
		return false;
	}

}
