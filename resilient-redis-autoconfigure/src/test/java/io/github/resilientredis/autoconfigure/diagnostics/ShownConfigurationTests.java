/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ShownConfigurationTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void onlyWhatHasToDoWithRedisIsShownAndNoSecret() {
		properties(Map.of("spring.data.redis.host", "redis.example.com", "spring.data.redis.password", "s3cret",
				"spring.data.redis.url", "rediss://app:s3cret@redis.example.com:6380/1", "spring.datasource.password",
				"s3cret", "resilient-redis.timeout", "${other:1s}", "resilient-redis.key-prefix", "${missing}",
				"spring.cache.type", "redis", "spring.data.redis.sentinel.password", "s3cret"));
		assertThat(ShownConfiguration.of(this.environment))
			.containsExactlyInAnyOrderEntriesOf(Map.of("spring.data.redis.host", "redis.example.com",
					"spring.data.redis.password", "******", "spring.data.redis.sentinel.password", "******",
					"spring.data.redis.url", "rediss://***@redis.example.com:6380/1", "resilient-redis.timeout", "1s",
					"resilient-redis.key-prefix", "(cannot be resolved)", "spring.cache.type", "redis"));
	}

	@Test
	void variablesAreShownUnderTheirPropertiesWithoutSecrets() {
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("SPRING_DATA_REDIS_URL", "redis://:p@ss@word@h:1", "SPRING_DATA_REDIS_PASSWORD", "s3cret")));
		assertThat(ShownConfiguration.of(this.environment))
			.isEqualTo(Map.of("spring.data.redis.url", "redis://***@h:1", "spring.data.redis.password", "******"));
	}

	/** The build sets some of ours. */
	@BeforeEach
	void withoutThoseOfTheBuild() {
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
	}

	private void properties(Map<String, Object> properties) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
	}

}
