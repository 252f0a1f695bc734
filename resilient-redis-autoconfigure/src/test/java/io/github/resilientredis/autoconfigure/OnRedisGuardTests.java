/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Clock;

import io.github.resilientredis.guard.LocalRedisGuard;
import io.github.resilientredis.guard.RedisGuard;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

class OnRedisGuardTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RedisGuardAutoConfiguration.class, Dependent.class));

	@Test
	void ourGuardIsFoundByTheNameOfItsBean() {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.port=1")
			.run((context) -> assertThat(context).hasBean("needsGuard").hasBean(OnRedisGuard.BEAN_NAME));
		this.runner.withPropertyValues("resilient-redis.local-only=true")
			.run((context) -> assertThat(context).hasBean("needsGuard").hasBean(OnRedisGuard.BEAN_NAME));
	}

	@Test
	void anApplicationsOwnIsFoundByItsType() {
		this.runner.withBean("own", RedisGuard.class, () -> new LocalRedisGuard(Clock.systemUTC()))
			.run((context) -> assertThat(context).hasBean("needsGuard").doesNotHaveBean(OnRedisGuard.BEAN_NAME));
	}

	@Test
	void withoutOneNothingMatchesWhateverElseHasItsName() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("needsGuard"));
		this.runner.withBean(OnRedisGuard.BEAN_NAME, String.class, () -> "another")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("needsGuard"));
	}

	@AutoConfiguration(after = RedisGuardAutoConfiguration.class)
	@ConditionalOnRedisGuard
	static class Dependent {

		@Bean
		String needsGuard() {
			return "needs a guard";
		}

	}

}
