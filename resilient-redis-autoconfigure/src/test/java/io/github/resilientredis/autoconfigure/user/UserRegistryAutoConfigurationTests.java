/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.user;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import io.github.resilientredis.user.GuardedUserRegistry;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserIdGenerator;
import io.github.resilientredis.user.UserOutage;
import io.github.resilientredis.user.UserRegistry;
import io.github.resilientredis.user.UserSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is a registry of users, and with which settings.
 */
class UserRegistryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UserRegistryAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@Test
	void thereIsARegistryThatSaysWhatItKnowsInNumbers() {
		this.runner.run((context) -> {
			UserRegistry users = context.getBean(UserRegistry.class);
			assertThat(users.register(NewUser.of("ada@example.org", "Ada")).id()).hasSize(36);
			GuardedFeature feature = context.getBean(GuardedFeature.class);
			assertThat(feature.name()).isEqualTo("users");
			assertThat(feature.managed()).isTrue();
			assertThat(feature.details().get()).containsEntry("local-copies", "1")
				.containsEntry("waiting", "0")
				.containsEntry("conflicts", "0");
		});
	}

	@Test
	void idsAreMadeByTheApplicationsGenerator() {
		this.runner.withBean(UserIdGenerator.class, () -> () -> "u-1")
			.run((context) -> assertThat(
					context.getBean(UserRegistry.class).register(NewUser.of("ada@example.org", "Ada")).id())
				.isEqualTo("u-1"));
	}

	@Test
	void theUsersOwnRegistryWinsWithOneWarning() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withBean("own", UserRegistry.class, () -> new OwnRegistry()).run((context) -> {
				assertThat(context).hasSingleBean(UserRegistry.class).doesNotHaveBean(GuardedUserRegistry.class);
				assertThat(context.getBean(GuardedFeature.class).managed()).isFalse();
				assertThat(log.lines("UserRegistry of its own")).hasSize(1);
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "resilient-redis.users.enabled", "resilient-redis.enabled" })
	void itCanBeSwitchedOff(String property) {
		this.runner.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).doesNotHaveBean(UserRegistry.class)
				.doesNotHaveBean(GuardedFeature.class));
	}

	@Test
	void thereIsNoneWithoutAGuard() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(UserRegistryAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(UserRegistry.class));
	}

	@ParameterizedTest
	@CsvSource({ "key-prefix, '{app}:', braces", "key-prefix, 'a*', myapp:", "max-local, 0, range" })
	void aWrongValueStopsTheStartAndSaysWhatToWrite(String name, String value, String fix) {
		this.runner.withPropertyValues("resilient-redis.users." + name + '=' + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("resilient-redis.users." + name)
				.satisfies((cause) -> assertThat(cause.toString() + reason(cause)).contains(fix)));
	}

	private static String reason(Throwable cause) {
		return (cause instanceof InvalidConfigurationPropertyValueException invalid)
				? String.valueOf(invalid.getReason()) : "";
	}

	@Test
	void propertiesBecomeSettings() {
		UserProperties properties = new UserProperties();
		assertThat(properties.toSettings("p:")).isEqualTo(new UserSettings("p:", "", UserOutage.ACCEPT, 100_000));
		properties.setKeyPrefix("app:");
		properties.setOnOutage(UserOutage.REJECT);
		properties.setMaxLocal(7);
		assertThat(properties.toSettings("p:")).isEqualTo(new UserSettings("p:", "app:", UserOutage.REJECT, 7));
	}

}
