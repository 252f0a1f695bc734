/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the environment variables come to mean.
 */
class RedisEnvironmentTests {

	@ParameterizedTest
	@CsvSource({ ",, embedded", "REDIS_URL, redis://h:1, external", "REDIS_HOST, h, external",
			"REDIS_HOST, '', embedded", "spring.data.redis.host, h, external", "sample.redis, none, none",
			"sample.redis, EXTERNAL, external", "sample.redis, auto, embedded" })
	void theModeFollowsFromWhatIsSet(String name, String value, String mode) {
		MockEnvironment environment = new MockEnvironment();
		if (name != null) {
			environment.setProperty(name, value);
		}
		assertThat(process(environment).getProperty(RedisEnvironment.MODE)).isEqualTo(mode);
	}

	@Test
	void variablesBecomeProperties() {
		MockEnvironment environment = process(new MockEnvironment().withProperty("REDIS_HOST", "h")
			.withProperty("REDIS_PORT", "1")
			.withProperty("REDIS_USERNAME", "u")
			.withProperty("REDIS_PASSWORD", "p")
			.withProperty("REDIS_DB", "2")
			.withProperty("REDIS_SSL", "true")
			.withProperty("REDIS_TIMEOUT", "5")
			.withProperty("REDIS_MAX_CONNECTIONS", "50")
			.withProperty("CACHE_TIMEOUT", "90s")
			.withProperty("SESSION_COOKIE_AGE", "3600"));
		assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo("h");
		assertThat(environment.getProperty("spring.data.redis.port")).isEqualTo("1");
		assertThat(environment.getProperty("spring.data.redis.username")).isEqualTo("u");
		assertThat(environment.getProperty("spring.data.redis.password")).isEqualTo("p");
		assertThat(environment.getProperty("spring.data.redis.database")).isEqualTo("2");
		assertThat(environment.getProperty("spring.data.redis.ssl.enabled")).isEqualTo("true");
		assertThat(environment.getProperty("spring.data.redis.lettuce.pool.max-active")).isEqualTo("50");
		assertThat(duration(environment, "spring.data.redis.timeout")).isEqualTo(Duration.ofSeconds(5));
		assertThat(duration(environment, "spring.cache.redis.time-to-live")).isEqualTo(Duration.ofSeconds(90));
		assertThat(duration(environment, "server.servlet.session.timeout")).isEqualTo(Duration.ofHours(1));
		assertThat(duration(environment, "server.servlet.session.cookie.max-age")).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void anEmptyVariableChangesNothing() {
		MockEnvironment environment = process(new MockEnvironment().withProperty("REDIS_HOST", "h")
			.withProperty("REDIS_PASSWORD", "")
			.withProperty("REDIS_URL", "")
			.withProperty("REDIS_TIMEOUT", " "));
		assertThat(environment.containsProperty("spring.data.redis.password")).isFalse();
		assertThat(environment.containsProperty("spring.data.redis.url")).isFalse();
		assertThat(environment.containsProperty("spring.data.redis.timeout")).isFalse();
	}

	@Test
	void withoutRedisTheLibraryIsToldSo() {
		assertThat(process(new MockEnvironment().withProperty("sample.redis", "none"))
			.getProperty("resilient-redis.local-only")).isEqualTo("true");
		assertThat(process(new MockEnvironment()).containsProperty("resilient-redis.local-only")).isFalse();
	}

	@Test
	void springsOwnPropertiesWin() {
		MockEnvironment environment = process(
				new MockEnvironment().withProperty("REDIS_HOST", "h").withProperty("spring.data.redis.host", "own"));
		assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo("own");
	}

	@Test
	void sentinelIsNamedBySpringsOwnVariables() {
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("SPRING_DATA_REDIS_SENTINEL_MASTER", "sample", "SPRING_DATA_REDIS_SENTINEL_NODES", "a:1,b:2",
							"REDIS_HOST", "", "REDIS_USERNAME", "app", "REDIS_PASSWORD", "secret")));
		process(environment);
		assertThat(environment.getProperty(RedisEnvironment.MODE)).isEqualTo("external");
		DataRedisProperties redis = Binder.get(environment).bind("spring.data.redis", DataRedisProperties.class).get();
		DataRedisProperties.Sentinel sentinel = Objects.requireNonNull(redis.getSentinel());
		assertThat(sentinel.getNodes()).containsExactly("a:1", "b:2");
		assertThat(sentinel.getPassword()).isNull();
		assertThat(redis.getUsername()).isEqualTo("app");
		assertThat(redis.getPassword()).isEqualTo("secret");
	}

	@Test
	void anUnknownModeIsNamed() {
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> process(new MockEnvironment().withProperty("sample.redis", "maybe")))
			.withMessageContaining("'sample.redis' is 'maybe'");
	}

	private static MockEnvironment process(MockEnvironment environment) {
		new RedisEnvironment().postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

	private static Duration duration(MockEnvironment environment, String name) {
		return Binder.get(environment).bind(name, Duration.class).get();
	}

}
