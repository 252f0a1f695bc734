/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A property has a value that cannot work, so the application must not start.
 */
@SuppressWarnings("serial")
public class InvalidConfigurationException extends RuntimeException {

	private final String property;

	private final transient @Nullable Object value;

	private final String description;

	private final String fix;

	/**
	 * Create an exception.
	 * @param property the full name of the property
	 * @param value its value; {@code null} if it is missing
	 * @param description what is wrong with it, as a sentence
	 * @param fix what to do, as a sentence
	 */
	public InvalidConfigurationException(String property, @Nullable Object value, String description, String fix) {
		super("Property '" + property + "' with value '" + value + "' is invalid: " + description);
		this.property = property;
		this.value = value;
		this.description = description;
		this.fix = fix;
	}

	/**
	 * The full name of the property.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * The value that cannot work.
	 * @return the value, {@code null} if it is missing
	 */
	public @Nullable Object getValue() {
		return this.value;
	}

	/**
	 * What is wrong with the value.
	 * @return a sentence
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * What to do.
	 * @return a sentence
	 */
	public String getFix() {
		return this.fix;
	}

}
