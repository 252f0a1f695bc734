/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.diagnostics.DiagnosisSettings;
import io.github.resilientredis.guard.GuardSettings;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisSettingsFactoryTests {

	private final LettuceConnectionFactory open = new LettuceConnectionFactory(new RedisStandaloneConfiguration());

	@Test
	void byDefaultThereAreCachesAndInAServletApplicationSessions() {
		assertThat(settings(true, this.open, Map.of()))
			.isEqualTo(new DiagnosisSettings(GuardSettings.defaults().timeout(), Duration.ofSeconds(15),
					"resilient-redis:", false, new DiagnosisSettings.CacheUse("", List.of(), "jdk"),
					new DiagnosisSettings.SessionUse("spring:session"), false, 0, Map.of("a", "b")));
		assertThat(settings(false, this.open, Map.of()).sessions()).isNull();
	}

	@Test
	void whatIsConfiguredIsFound() {
		DiagnosisSettings settings = settings(true, this.open,
				Map.of("spring.cache.cache-names", "a,b", "resilient-redis.cache.caches.rates.time-to-live", "1m",
						"spring.cache.redis.key-prefix", "shop:", "resilient-redis.cache.serializer", "json",
						"spring.session.data.redis.namespace", "shop:sessions", "resilient-redis.tokens.enabled",
						"true"));
		assertThat(settings.cache())
			.isEqualTo(new DiagnosisSettings.CacheUse("shop:", List.of("a", "b", "rates"), "json"));
		assertThat(settings.sessions()).isEqualTo(new DiagnosisSettings.SessionUse("shop:sessions"));
		assertThat(settings.tokens()).isTrue();
	}

	@Test
	void anotherKindOfCacheIsNotLookedAt() {
		assertThat(settings(true, this.open, Map.of("spring.cache.type", "caffeine")).cache()).isNull();
		assertThat(settings(true, this.open, Map.of("spring.cache.type", " Redis ")).cache()).isNotNull();
	}

	@Test
	void aPasswordIsSeenWhereverItIsConfigured() {
		assertThat(settings(true, this.open, Map.of()).passwordSet()).isFalse();
		RedisStandaloneConfiguration standalone = new RedisStandaloneConfiguration();
		standalone.setPassword("s3cret");
		RedisSentinelConfiguration sentinel = new RedisSentinelConfiguration().master("main").sentinel("a", 1);
		assertThat(settings(true, new LettuceConnectionFactory(sentinel), Map.of()).passwordSet()).isFalse();
		sentinel.setPassword("s3cret");
		RedisClusterConfiguration cluster = new RedisClusterConfiguration().clusterNode("a", 1);
		cluster.setPassword("s3cret");
		assertThat(settings(true, new LettuceConnectionFactory(standalone), Map.of()).passwordSet()).isTrue();
		assertThat(settings(true, new LettuceConnectionFactory(sentinel), Map.of()).passwordSet()).isTrue();
		assertThat(settings(true, new LettuceConnectionFactory(cluster), Map.of()).passwordSet()).isTrue();
	}

	private static DiagnosisSettings settings(boolean servlet, LettuceConnectionFactory factory,
			Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return new DiagnosisSettingsFactory(environment, DiagnosisSettingsFactoryTests.class.getClassLoader(), servlet)
			.create(GuardSettings.defaults(), factory, Duration.ofSeconds(15),
					new DiagnosisArguments(false, true, false, false, null), Map.of("a", "b"));
	}

}
