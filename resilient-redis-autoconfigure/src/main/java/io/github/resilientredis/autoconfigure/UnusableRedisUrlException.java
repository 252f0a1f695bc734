/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

/**
 * The URL of Redis cannot work. Holds nothing that could be a secret.
 */
@SuppressWarnings("serial")
class UnusableRedisUrlException extends RuntimeException {

	private final String action;

	UnusableRedisUrlException(String maskedUrl, String reason, String action) {
		super("The value '" + maskedUrl + "' of the property 'spring.data.redis.url' cannot work. " + reason);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
