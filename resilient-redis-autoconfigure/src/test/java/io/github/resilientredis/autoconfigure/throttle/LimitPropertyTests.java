/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import io.github.resilientredis.throttle.Throttle;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a limit admits at once, as it is configured.
 */
class LimitPropertyTests {

	private static final String PREFIX = "resilient-redis.throttle.limits.login.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThrottleAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@Test
	void rateIsHowMuchThereIs() {
		assertAdmits(2, PREFIX + "rate=2/1d");
		assertAdmits(9, PREFIX + "rate=9/1d");
	}

	@Test
	void burstIsHowMuchAtOnce() {
		assertAdmits(7, PREFIX + "rate=2/1d", PREFIX + "burst=7");
	}

	private void assertAdmits(long calls, String... properties) {
		this.runner.withPropertyValues(properties).run((context) -> {
			Throttle throttle = context.getBean(Throttle.class);
			assertThat(IntStream.range(0, 20).filter((call) -> throttle.tryAcquire("login", "ada").isAdmitted()))
				.hasSize((int) calls);
		});
	}

}
