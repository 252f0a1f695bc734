/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;

import io.github.resilientredis.testkit.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of sessions is in Redis.
 */
final class StoredKeys {

	private StoredKeys() {
	}

	/** Everything has a time to live but the journal's marker and the test kit's key. */
	static void allExpire(RedisServer server) {
		List<?> keys = (List<?>) server.command("KEYS", "*");
		assertThat(keys).isNotNull();
		for (Object key : keys) {
			String name = String.valueOf(key);
			if (!name.equals("resilient-redis:marker") && !name.startsWith("test-kit:")) {
				Long left = (Long) server.command("PTTL", name);
				// -2: expired since.
				assertThat(left).as("time to live of " + name).isNotEqualTo(-1L);
			}
		}
	}

}
