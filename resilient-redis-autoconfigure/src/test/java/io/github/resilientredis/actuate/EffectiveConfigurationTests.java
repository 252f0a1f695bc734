/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class EffectiveConfigurationTests {

	private static final ConfiguredValue NONE = new ConfiguredValue("none", "none");

	private final StandardEnvironment environment = new StandardEnvironment();

	private final EffectiveConfiguration configuration = new EffectiveConfiguration(this.environment, List.of());

	@Test
	void whatIsNotSetHasItsDefault() {
		assertThat(read("resilient-redis.request-budget")).isEqualTo(new ConfiguredValue("1s", "default"));
		assertThat(this.configuration.read()).hasSizeGreaterThan(30).doesNotContainKey("spring.data.redis.password");
	}

	@Test
	void theFirstSourceWinsAndIsNamed() {
		set("late", Map.of("resilient-redis.timeout", "1s", "resilient-redis.retry.delay", "3ms"));
		set("early", Map.of("resilient-redis.timeout", "${patience}", "patience", "2s"));
		assertThat(read("resilient-redis.timeout").value()).isEqualTo("2s");
		assertThat(read("resilient-redis.timeout").origin()).contains("early");
		assertThat(read("resilient-redis.retry.delay").origin()).contains("late");
	}

	@Test
	void environmentVariablesAreFoundUnderTheirProperNames() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("env-systemEnvironment",
					Map.of("RESILIENTREDIS_REQUESTBUDGET", "7s", "SPRING_DATA_REDIS_PASSWORD", "s3cret",
							"SPRING_DATA_REDIS_HOST", "redis.example.com")));
		assertThat(read("resilient-redis.request-budget").value()).isEqualTo("7s");
		assertThat(read("spring.data.redis.host").value()).isEqualTo("redis.example.com");
		assertThat(read("spring.data.redis.password").value()).isEqualTo("******");
	}

	@Test
	void limitsAndCachesAreListedAndWhatIsUnknownIsNot() {
		set("file",
				Map.of("resilient-redis.throttle.limits.login.key", "ip", "resilient-redis.cache.caches.rates.on", "x",
						"resilient-redis.throttle.exempt-paths[1]", "/health", "resilient-redis.pasword", "s3cret",
						"resilient-redis.paswords[0]", "s3cret"));
		assertThat(read("resilient-redis.throttle.exempt-paths[1]").value()).isEqualTo("/health");
		assertThat(read("resilient-redis.throttle.limits.login.key").value()).isEqualTo("ip");
		assertThat(read("resilient-redis.cache.caches.rates.on").value()).isEqualTo("x");
		assertThat(this.configuration.read().toString()).doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource({ "password", "username", "url", "sentinel.password", "sentinel.username", "ssl.key-store-password",
			"client-name", "host", "cluster.nodes[0]", "made.up.later" })
	void whatCanHoldASecretIsMasked(String name) {
		set("file",
				Map.of("spring.data.redis." + name, "redis://app:s3cret@host:6379", "resilient-redis.timeout", "1s"));
		assertThat(read("spring.data.redis." + name).value()).isEqualTo("******");
		assertThat(this.configuration.read().toString()).doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource({ "host, redis.example.com", "port, 6380", "database, 3", "timeout, 2s", "ssl.enabled, true",
			"sentinel.master, main", "sentinel.nodes[1], b:26379", "cluster.max-redirects, 3",
			"lettuce.pool.max-active, 8" })
	void whatCannotIsShown(String name, String value) {
		set("file", Map.of("spring.data.redis." + name, value));
		assertThat(read("spring.data.redis." + name).value()).isEqualTo(value);
	}

	@Test
	void sanitizingFunctionsMaskMore() {
		set("file", Map.of("spring.data.redis.host", "redis.example.com"));
		EffectiveConfiguration masked = new EffectiveConfiguration(this.environment,
				List.of((data) -> data.getKey().endsWith("host") ? data.withSanitizedValue() : data));
		assertThat(masked.read().getOrDefault("spring.data.redis.host", NONE).value())
			.isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@Test
	void howeverMuchIsConfiguredTheAnswerIsBounded() {
		set("file", IntStream.range(0, 3 * EffectiveConfiguration.MAX)
			.boxed()
			.collect(Collectors.toMap((i) -> "spring.data.redis.cluster.nodes[" + i + "]", (i) -> "host:" + i)));
		assertThat(this.configuration.read()).hasSizeLessThan(EffectiveConfiguration.MAX + 100);
	}

	private void set(String source, Map<String, Object> values) {
		this.environment.getPropertySources().addFirst(new MapPropertySource(source, values));
	}

	private ConfiguredValue read(String name) {
		return this.configuration.read().getOrDefault(name, NONE);
	}

}
