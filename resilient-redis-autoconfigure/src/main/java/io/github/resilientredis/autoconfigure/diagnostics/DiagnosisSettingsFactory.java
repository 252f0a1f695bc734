/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties;
import io.github.resilientredis.autoconfigure.session.OnRedisSessions;
import io.github.resilientredis.diagnostics.DiagnosisSettings;
import io.github.resilientredis.diagnostics.DiagnosisSettings.CacheUse;
import io.github.resilientredis.diagnostics.DiagnosisSettings.SessionUse;
import io.github.resilientredis.guard.GuardSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Finds out from the environment and the class path, without the application's beans,
 * what the application keeps in Redis, and how.
 */
final class DiagnosisSettingsFactory {

	private static final int CONNECTIONS = 5;

	private static final String CACHES = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration";

	private static final List<String> SESSIONS = List.of("org.springframework.session.SessionRepository",
			"org.springframework.boot.session.autoconfigure.SessionAutoConfiguration", "jakarta.servlet.Filter");

	private static final String SPRING_SESSIONS = "org.springframework.session.data.redis.RedisSessionRepository";

	private final Environment environment;

	private final Binder binder;

	private final ClassLoader classes;

	private final boolean servlet;

	DiagnosisSettingsFactory(Environment environment, ClassLoader classes, boolean servlet) {
		this.environment = environment;
		this.binder = Binder.get(environment);
		this.classes = classes;
		this.servlet = servlet;
	}

	DiagnosisSettings create(GuardSettings guard, LettuceConnectionFactory factory, Duration deadline,
			DiagnosisArguments arguments, Map<String, String> configuration) {
		boolean tokens = this.environment.getProperty("resilient-redis.tokens.enabled", Boolean.class, false);
		return new DiagnosisSettings(guard.timeout(), deadline, guard.keyPrefix(), hasPassword(factory), caches(),
				sessions(), tokens, arguments.testConnection() ? CONNECTIONS : 0, configuration);
	}

	private static boolean hasPassword(LettuceConnectionFactory factory) {
		RedisPassword password = (factory.getClusterConfiguration() != null)
				? factory.getClusterConfiguration().getPassword()
				: (factory.getSentinelConfiguration() != null) ? factory.getSentinelConfiguration().getPassword()
						: (factory.getSocketConfiguration() != null) ? factory.getSocketConfiguration().getPassword()
								: passwordOf(factory);
		return password.isPresent()
				|| factory.getClientConfiguration().getRedisCredentialsProviderFactory().isPresent();
	}

	private static RedisPassword passwordOf(LettuceConnectionFactory factory) {
		RedisConfiguration standalone = factory.getStandaloneConfiguration();
		String password = factory.getPassword();
		return (standalone instanceof RedisConfiguration.WithPassword configured
				&& configured.getPassword().isPresent()) ? configured.getPassword() : RedisPassword.of(password);
	}

	private @Nullable CacheUse caches() {
		String type = this.environment.getProperty("spring.cache.type", "");
		boolean redis = type.isBlank() || type.strip().equalsIgnoreCase("redis");
		if (!redis || !ClassUtils.isPresent(CACHES, this.classes)) {
			return null;
		}
		ResilientCacheProperties properties = this.binder.bindOrCreate("resilient-redis.cache",
				ResilientCacheProperties.class);
		Set<String> names = new LinkedHashSet<>(strings("spring.cache.cache-names"));
		names.addAll(properties.getCaches().keySet());
		String serializer = properties.isEnabled() ? properties.getSerializer() : "jdk";
		return new CacheUse(this.environment.getProperty("spring.cache.redis.key-prefix", ""), new ArrayList<>(names),
				serializer);
	}

	private @Nullable SessionUse sessions() {
		boolean possible = this.servlet
				&& SESSIONS.stream().allMatch((name) -> ClassUtils.isPresent(name, this.classes))
				&& OnRedisSessions.decide(this.environment, this.classes).isMatch();
		boolean ours = this.environment.getProperty("resilient-redis.session.enabled", Boolean.class, true);
		if (!possible || !ours && !ClassUtils.isPresent(SPRING_SESSIONS, this.classes)) {
			return null;
		}
		String namespace = this.environment.getProperty("spring.session.data.redis.namespace", "").trim();
		return new SessionUse(StringUtils.hasText(namespace) ? namespace : "spring:session");
	}

	private List<String> strings(String name) {
		return this.binder.bind(name, Bindable.listOf(String.class)).orElseGet(List::of);
	}

}
