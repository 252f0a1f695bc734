/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;

import io.github.resilientredis.sample.SampleApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded server lives as long as the application.
 */
class EmbeddedRedisIT {

	@Test
	void whenTheApplicationStopsThenItsRedisStops() throws IOException {
		ProcessHandle server;
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class,
				"--server.port=0")) {
			EmbeddedRedis redis = context.getBean(EmbeddedRedis.class);
			assertThat(context.getBean(DataRedisConnectionDetails.class)).isSameAs(redis);
			server = ProcessHandle.of(redis.pid()).orElseThrow();
			assertThat(server.isAlive()).isTrue();
			assertThat(RedisLine.ask(redis, "PING")).isEqualTo("+PONG");
		}
		assertThat(server.isAlive()).isFalse();
	}

	@Test
	void whenItIsClosedThenNeitherProcessNorFilesAreLeft() throws IOException {
		EmbeddedRedis redis = EmbeddedRedis.start();
		assertThat(redis.directory()).exists();
		redis.close();
		assertThat(redis.directory()).doesNotExist();
		assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
		redis.close();
	}

}
