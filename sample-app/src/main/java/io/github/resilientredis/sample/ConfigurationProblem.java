/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

/**
 * A setting of the sample that cannot work. Stops the start.
 */
@SuppressWarnings("serial")
public class ConfigurationProblem extends RuntimeException {

	private final String action;

	/**
	 * Create an exception.
	 * @param description which property, which value, and what is wrong with it
	 * @param action what to do about it
	 */
	public ConfigurationProblem(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
