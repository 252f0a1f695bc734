/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The embedded server. Everything that connects is built from its connection details, so
 * it is started before them and stopped after them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = RedisEnvironment.MODE, havingValue = "embedded")
class EmbeddedRedisConfiguration {

	@Bean
	EmbeddedRedis embeddedRedis() {
		return EmbeddedRedis.start();
	}

	@Bean
	EmbeddedRedisControls embeddedRedisControls(EmbeddedRedis redis) {
		return new EmbeddedRedisControls(redis);
	}

}
