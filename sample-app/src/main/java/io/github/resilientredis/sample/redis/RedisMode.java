/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.resilientredis.sample.ConfigurationProblem;

import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Where Redis is, as decided from {@code sample.redis} and the environment.
 */
enum RedisMode {

	/**
	 * A Redis that this application starts and stops.
	 */
	EMBEDDED,

	/**
	 * The Redis that the environment names.
	 */
	EXTERNAL,

	/**
	 * No Redis at all.
	 */
	NONE;

	private static final String PROPERTY = "sample.redis";

	private static final List<String> ADDRESSES = List.of("REDIS_URL", "REDIS_HOST", "spring.data.redis.url",
			"spring.data.redis.host", "spring.data.redis.sentinel.nodes", "spring.data.redis.sentinel.nodes[0]",
			"spring.data.redis.cluster.nodes", "spring.data.redis.cluster.nodes[0]");

	static RedisMode of(PropertyResolver environment) {
		String value = environment.getProperty(PROPERTY, "").trim();
		if (!StringUtils.hasText(value) || "auto".equalsIgnoreCase(value)) {
			boolean named = ADDRESSES.stream().anyMatch((name) -> StringUtils.hasText(environment.getProperty(name)));
			return named ? EXTERNAL : EMBEDDED;
		}
		return Arrays.stream(values())
			.filter((mode) -> mode.name().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> new ConfigurationProblem("The property '" + PROPERTY + "' is '" + value + "'.",
					"Set it to auto, embedded, external or none."));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
