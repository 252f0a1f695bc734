/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/**
 * The parts of the application that has plain Spring Boot, written as one writes them
 * when Redis is always there.
 */
@EnableRedisHttpSession
@Import(PlainLimits.class)
class PlainParts implements Parts {

	private static final Duration LIFE = Duration.ofHours(1);

	private final StringRedisTemplate redis;

	private final PlainLimits limits;

	PlainParts(StringRedisTemplate redis, PlainLimits limits) {
		this.redis = redis;
		this.limits = limits;
	}

	@Override
	public boolean admits(String limit, String key) {
		return this.limits.admits(limit, key);
	}

	@Override
	public void register(String email) {
		String id = UUID.randomUUID().toString();
		if (!this.redis.opsForValue().setIfAbsent(Witness.emailKey(email), id)) {
			throw new IllegalStateException("Taken");
		}
		this.redis.opsForHash().putAll("user:" + id + ":profile", Map.of("id", id, "email", email, "name", "Ada"));
	}

	@Override
	public boolean isRegistered(String email) {
		String id = this.redis.opsForValue().get(Witness.emailKey(email));
		return id != null && this.redis.hasKey("user:" + id + ":profile");
	}

	@Override
	public void revoke(String token) {
		this.redis.opsForValue().set("revoked:" + token, "", LIFE);
	}

	@Override
	public boolean isRevoked(String token) {
		return this.redis.hasKey("revoked:" + token);
	}

}
