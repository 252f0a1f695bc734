/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Settings made of environment variables. A variable that is set to nothing counts as not
 * set, and Spring's own properties win. For one thread.
 */
public final class Variables {

	private final ConfigurableEnvironment environment;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	/**
	 * Look at an environment.
	 * @param environment where the variables are
	 */
	public Variables(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * The value of a variable.
	 * @param name its name
	 * @return its value without surrounding space, {@code null} if there is none
	 */
	public @Nullable String text(String name) {
		String value = this.environment.getProperty(name);
		return StringUtils.hasText(value) ? value.trim() : null;
	}

	/**
	 * Let a variable set a property.
	 * @param name the variable
	 * @param property the property
	 * @return this
	 */
	public Variables copy(String name, String property) {
		String value = text(name);
		return (value != null) ? set(property, value) : this;
	}

	/**
	 * Set a property.
	 * @param property the property
	 * @param value its value
	 * @return this
	 */
	public Variables set(String property, String value) {
		this.properties.put(property, value);
		return this;
	}

	/**
	 * Make the properties known, behind all others.
	 * @param source what they are called together
	 */
	public void addLast(String source) {
		this.environment.getPropertySources().addLast(new MapPropertySource(source, this.properties));
	}

}
