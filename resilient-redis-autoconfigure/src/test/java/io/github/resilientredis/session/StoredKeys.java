/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;

import io.github.resilientredis.testkit.RedisServer;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of sessions is in Redis.
 */
final class StoredKeys {

	private StoredKeys() {
	}

	/** What Spring Session makes of it. */
	static SessionRepository<?> springs(RedisConnectionFactory connections) {
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setConnectionFactory(connections);
		template.afterPropertiesSet();
		return new RedisSessionRepository(template);
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
