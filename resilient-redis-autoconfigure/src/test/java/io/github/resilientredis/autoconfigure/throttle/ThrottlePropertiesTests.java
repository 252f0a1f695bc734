/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.util.Arrays;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A wrong limit stops the start, and says which property is wrong and what to do.
 */
class ThrottlePropertiesTests {

	private static final String PREFIX = "resilient-redis.throttle.";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThrottleAutoConfiguration.class))
		.withBean("text", String.class, () -> "no resolver")
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "limits.a.rate=5                         | limits.a.rate      | 5",
			"limits.a.rate=5/60                                                    | limits.a.rate      | 5/60",
			"limits.a.rates=5/1m,x                                                 | limits.a.rates[1]  | x",
			"limits.a.rates=5/1m,9/60s                                             | limits.a.rates[1]  | 9/60s",
			"limits.a.rates=1/1s,1/2s,1/3s,1/4s,1/5s,1/6s,1/7s,1/8s,1/9s           | limits.a.rates     | 1/9s",
			"limits.a.key=ip                                                       | limits.a.rate      | null",
			"limits.a.rate=5/1m;limits.a.rates=5/1h                                | limits.a.rates     | 5/1h",
			"limits.a.rates=5/1m;limits.a.burst=9                                  | limits.a.burst     | 9",
			"limits.a.rate=5/1m;limits.a.burst=0                                   | limits.a.burst     | 0",
			"limits.a.rate=5/1m;limits.a.cost=0                                    | limits.a.cost      | 0",
			"limits.a.rate=5/1m;limits.a.cost=6                                    | limits.a.cost      | 6",
			"limits.a.rates=5/1m,100/1h;limits.a.cost=6                            | limits.a.cost      | 6",
			"limits.a.rate=5/1m;limits.a.key=adress                                | limits.a.key       | adress",
			"limits.a.rate=5/1m;limits.a.key=#ip +                                 | limits.a.key       | #ip +",
			"limits.a.rate=5/1m;limits.a.key=#tenant                               | limits.a.key       | #tenant",
			"limits.a.rate=5/1m;limits.a.key=@missing                              | limits.a.key       | @missing",
			"limits.a.rate=5/1m;limits.a.key=ip + @text                            | limits.a.key       | ip + @text",
			"limits.a.rate=5/1m;limits.a.paths=/a/{b                               | limits.a.paths     | /a/{b",
			"limits.a.rate=5/1m;limits.a.paths=/a,b                                | limits.a.paths     | b",
			"limits.a.rate=5/1m;limits.a.methods=GET,FETCH                         | limits.a.methods   | FETCH",
			"limits.a.rate=5/1m;limits.a.exempt-paths=x                            | limits.a.exempt-paths     | x",
			"limits.a.rate=5/1m;limits.a.exempt-addresses=10.0.0.0/33              | limits.a.exempt-addresses | 10.0.0.0/33",
			"limits.a.rates=1/1s,2/1m;limits.a-2.rate=5/1m                         | limits.a           | a",
			"exempt-paths=x                                                        | exempt-paths       | x",
			"exempt-addresses=example.org                                          | exempt-addresses   | example.org",
			"nodes=0                                                               | nodes              | 0",
			"max-local-keys=0                                                      | max-local-keys     | 0",
			"limits[a.b].rate=5/1m                                                 | limits.a.b         | a.b" })
	void isNamedWithItsValueAndAFix(String properties, String name, String value) {
		String[] values = Arrays.stream(properties.strip().split(";")).map(PREFIX::concat).toArray(String[]::new);
		this.runner.withPropertyValues(values).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (failure != null && !(failure instanceof InvalidConfigurationPropertyValueException)) {
				failure = failure.getCause();
			}
			assertThat(failure).isInstanceOf(InvalidConfigurationPropertyValueException.class);
			InvalidConfigurationPropertyValueException invalid = (InvalidConfigurationPropertyValueException) failure;
			assertThat(invalid.getName()).isEqualTo(PREFIX + name);
			assertThat(String.valueOf(invalid.getValue())).contains(value);
			assertThat(invalid.getReason()).matches("(?s).*\\b(Use|Set|Remove|Define|Let)\\b.*\\.")
				.doesNotContain("..");
		});
	}

	@ParameterizedTest
	@CsvSource({ "limits.a.on-failure, explode", "limits.a.precision, rough", "limits.a.cost, much",
			"limits.a.shadow, perhaps", "max-local-keys, many" })
	void valuesOfAnotherKindStopTheStart(String name, String value) {
		this.runner.withPropertyValues(PREFIX + "limits.a.rate=5/1m", PREFIX + name + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(value));
	}

	@Test
	void whatIsRightIsTaken() {
		this.runner
			.withPropertyValues(PREFIX + "limits.a.rate=5/1m", PREFIX + "limits.a.key=#request.getHeader('X') ?: #ip",
					PREFIX + "limits.a.paths=/a/{id},/b/**", PREFIX + "limits.a.methods=get,Post",
					PREFIX + "limits.a.exempt-addresses=10.0.0.0/8,2001:db8::/32", PREFIX + "nodes=3")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
