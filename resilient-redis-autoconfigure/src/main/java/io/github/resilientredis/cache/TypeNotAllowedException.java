/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import org.springframework.data.redis.serializer.SerializationException;

/**
 * A type may not be written to Redis.
 */
@SuppressWarnings("serial")
final class TypeNotAllowedException extends SerializationException {

	TypeNotAllowedException(String typeName) {
		super("Type " + typeName + " is not allowed in JSON; add its package to"
				+ " 'resilient-redis.cache.json-allowed-packages' or choose another serializer");
	}

}
