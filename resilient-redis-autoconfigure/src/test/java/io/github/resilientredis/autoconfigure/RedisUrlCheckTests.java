/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RedisUrlCheckTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "redis://localhost", "redis://localhost:6379", "rediss://app:s3cret@redis.example.com:6380/1",
					"redis://:s3cret@10.0.0.1/", "redis://[::1]:6379/15", "redis://app:a%40b@h?timeout=1s" })
	void whatWorksIsAccepted(String url) {
		assertThatNoException().isThrownBy(() -> RedisUrlCheck.check(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:6379", "http://app:s3cret@h", "redis:app:s3cret@h", "redis://app:s3cret@",
			"redis://app:s3 cret@h", "redis://app:s3cret#@h", "redis://app:s3cret@h:66666", "redis://app:s3cret@h:port",
			"redis://app:s3cret@h/db", "redis://app:s3cret@@h", "redis://app:s3cret", "redis://s3cret@:6379",
			"redis://app:s3cret@h:0", "redis://app:s3cret@my_redis:6379", "redis://h/-1?password=s3cret" })
	void whatDoesNotWorkIsRefusedWithAFixAndWithoutThePassword(String url) {
		assertThatExceptionOfType(UnusableRedisUrlException.class).isThrownBy(() -> RedisUrlCheck.check(url))
			.withMessageContaining("'spring.data.redis.url'")
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).doesNotContain("s3", "cret");
				assertThat(ex.getAction()).contains("redis://user:password@redis.example.com:6379/0");
				assertThat(ex.getCause()).isNull();
			});
	}

	@ParameterizedTest
	@CsvSource({ "redis://app:s3cret@h:1/2, redis://***@h:1/2", "redis://h:1, redis://h:1",
			"redis://a:b@c:d@h, redis://***@h", "redis://app:s3cret, redis://***", "localhost:6379, localhost:6379" })
	void whatIsShownIsWhatCannotBeAPassword(String url, String shown) {
		assertThat(RedisUrlCheck.masked(url)).isEqualTo(shown);
	}

	@Test
	void anEndlessUrlIsNoProblem() {
		String url = "redis://" + "a:@".repeat(100_000);
		assertThatExceptionOfType(UnusableRedisUrlException.class).isThrownBy(() -> RedisUrlCheck.check(url))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
	}

}
