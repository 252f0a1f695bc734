/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.lettuce.core.RedisConnectionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of failures whose words the client puts in its own.
 */
class ConnectionRemedyTests {

	@Test
	void whenTheClientSaysThatTheServerHungUpThenTlsIsNamed() {
		String reason = "Unable to connect to 127.0.0.1/<unresolved>:6379 (Connection closed prematurely)";
		assertThat(ConnectionRemedy.find(reason, new RedisConnectionException(reason), false))
			.contains("spring.data.redis.ssl.enabled");
		assertThat(ConnectionRemedy.find(reason, new RedisConnectionException(reason), true)).isNull();
	}

}
