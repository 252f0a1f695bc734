/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Turns the customary environment variables into Spring's properties. A variable that is
 * not set, or set to nothing, changes nothing: an empty {@code REDIS_PASSWORD} means no
 * password. A bare number is a number of seconds where a duration is asked for. Spring's
 * own properties on the command line or in the environment win over these variables,
 * these variables win over {@code application.yml}.
 */
class RedisEnvironment implements EnvironmentPostProcessor {

	static final String MODE = "sample.redis-mode";

	private static final String SESSION_TIMEOUT = "server.servlet.session.timeout";

	private static final Map<String, String> CONNECTION = Map.of("REDIS_URL", "spring.data.redis.url", "REDIS_HOST",
			"spring.data.redis.host", "REDIS_PORT", "spring.data.redis.port", "REDIS_USERNAME",
			"spring.data.redis.username", "REDIS_PASSWORD", "spring.data.redis.password", "REDIS_DB",
			"spring.data.redis.database", "REDIS_SSL", "spring.data.redis.ssl.enabled");

	// Of the application's own connections, where it asks for dedicated ones:
	// commons-pool2
	// is on the class path for it. The library's connections are few and shared.
	private static final Map<String, String> TUNING = Map.of("REDIS_MAX_CONNECTIONS",
			"spring.data.redis.lettuce.pool.max-active");

	private static final Map<String, String> DURATIONS = Map.of("REDIS_TIMEOUT", "spring.data.redis.timeout",
			"CACHE_TIMEOUT", "spring.cache.redis.time-to-live", "SESSION_COOKIE_AGE", SESSION_TIMEOUT);

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		RedisMode mode = RedisMode.of(environment);
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put(MODE, mode.toString());
		if (mode == RedisMode.NONE) {
			properties.put("resilient-redis.local-only", true);
		}
		if (mode == RedisMode.EXTERNAL) {
			CONNECTION.forEach((name, property) -> copy(environment, name, property, properties));
		}
		TUNING.forEach((name, property) -> copy(environment, name, property, properties));
		DURATIONS.forEach((name, property) -> copy(environment, name, property, properties));
		Object age = properties.get(SESSION_TIMEOUT);
		if (age != null) {
			properties.put("server.servlet.session.cookie.max-age", age);
		}
		add(environment.getPropertySources(), new MapPropertySource("redisEnvironment", properties));
	}

	private void copy(ConfigurableEnvironment environment, String name, String property, Map<String, Object> target) {
		String value = environment.getProperty(name);
		if (StringUtils.hasText(value)) {
			boolean seconds = DURATIONS.containsKey(name) && value.trim().chars().allMatch(Character::isDigit);
			target.put(property, seconds ? value.trim() + "s" : value);
		}
	}

	private void add(MutablePropertySources sources, MapPropertySource source) {
		String environment = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		if (sources.contains(environment)) {
			sources.addAfter(environment, source);
		}
		else {
			sources.addLast(source);
		}
	}

}
