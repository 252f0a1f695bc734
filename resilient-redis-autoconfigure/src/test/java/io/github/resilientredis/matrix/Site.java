/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.List;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The servers of one fault, how it comes about and how it ends.
 */
interface Site extends AutoCloseable {

	/** What the application is told about where Redis is. */
	List<String> address();

	/** The moment to which an old snapshot goes back. */
	default void remember() {
	}

	void begin();

	/** Returns when Redis can be used again. */
	void end();

	/** Tries as a client without a guard, until it is hurt. */
	void proveBite();

	/** Connections that the fault, as long as it is about the way to Redis, spares. */
	RedisConnectionFactory witness();

	@Override
	void close();

}
