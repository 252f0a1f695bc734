/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

/**
 * The application's connection factory is not Lettuce's.
 */
@SuppressWarnings("serial")
class LettuceRequiredException extends RuntimeException {

	private final Class<?> factoryType;

	LettuceRequiredException(Class<?> factoryType) {
		super("resilient-redis needs Lettuce, but the application's RedisConnectionFactory is a "
				+ factoryType.getName());
		this.factoryType = factoryType;
	}

	Class<?> getFactoryType() {
		return this.factoryType;
	}

}
