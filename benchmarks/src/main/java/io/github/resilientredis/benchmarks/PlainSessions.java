/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import io.github.resilientredis.testkit.RedisServer;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Spring Session's own repository, put together as its configuration does it.
 */
final class PlainSessions implements AutoCloseable {

	private final LettuceConnectionFactory connections;

	private final RedisSessionRepository sessions;

	PlainSessions(RedisServer server) {
		this.connections = new LettuceConnectionFactory(BenchmarkRedis.address(server));
		this.connections.start();
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setDefaultSerializer(new JdkSerializationRedisSerializer(PlainSessions.class.getClassLoader()));
		template.setConnectionFactory(this.connections);
		template.afterPropertiesSet();
		this.sessions = new RedisSessionRepository(template);
	}

	RedisSessionRepository sessions() {
		return this.sessions;
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
