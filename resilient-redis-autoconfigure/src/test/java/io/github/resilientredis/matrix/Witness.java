/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Another node, with Spring's own parts: what it finds is what is in Redis.
 */
final class Witness {

	private final StringRedisTemplate strings;

	private final RedisTemplate<String, Object> values;

	private final RedisSessionRepository sessions;

	Witness(RedisConnectionFactory connections) {
		this.strings = new StringRedisTemplate(connections);
		this.values = template(connections);
		this.sessions = new RedisSessionRepository(this.values);
	}

	private static RedisTemplate<String, Object> template(RedisConnectionFactory connections) {
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setDefaultSerializer(new JdkSerializationRedisSerializer(Witness.class.getClassLoader()));
		template.setConnectionFactory(connections);
		template.afterPropertiesSet();
		return template;
	}

	static String emailKey(String email) {
		return "email:" + email + ":userId";
	}

	/** The cached version of an item; {@code null} if none is cached. */
	@Nullable Integer version(int item) {
		Object cached = this.values.opsForValue().get(Catalog.CACHE + "::" + item);
		return (cached != null) ? Catalog.version(cached) : null;
	}

	boolean hasSession(String id) {
		return this.sessions.findById(id) != null;
	}

	/** The last number stored in a session; -1 if there is no such session. */
	int number(String id) {
		Session session = this.sessions.findById(id);
		return (session != null) ? session.getAttributeOrDefault(Ledger.NUMBER, 0) : -1;
	}

	void endSession(String id) {
		this.sessions.deleteById(id);
	}

	boolean hasUser(String email) {
		String id = this.strings.opsForValue().get(emailKey(email));
		return id != null && this.strings.hasKey("user:" + id + ":profile");
	}

	/** As either flavour stores it. */
	boolean hasRevocation(String token) {
		return this.strings.hasKey("revoked:" + token) || hasMember(token);
	}

	private boolean hasMember(String token) {
		return this.strings.opsForZSet().score("resilient-redis:revoked", token) != null;
	}

}
