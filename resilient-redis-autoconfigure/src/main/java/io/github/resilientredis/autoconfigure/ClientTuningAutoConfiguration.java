/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import io.github.resilientredis.guard.ClientTuning;
import io.github.resilientredis.guard.ConnectionFactoryTuning;
import io.github.resilientredis.guard.GuardSettings;
import io.lettuce.core.RedisClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the application's own Lettuce connections. The customizers run
 * before the application's, which therefore win.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBooleanProperty(name = "resilient-redis.enabled", matchIfMissing = true)
public final class ClientTuningAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientTuning redisClientTuning(ObjectProvider<GuardSettings> settings) {
		GuardSettings guard = settings.getIfAvailable(GuardSettings::defaults);
		return new ClientTuning(guard.timeout(), guard.connectTimeout());
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LettuceClientConfigurationBuilderCustomizer redisTimeoutCustomizer(ClientTuning tuning) {
		return tuning::customize;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LettuceClientOptionsBuilderCustomizer redisOptionsCustomizer(ClientTuning tuning) {
		return tuning::customize;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ClientResourcesBuilderCustomizer redisReconnectCustomizer(ClientTuning tuning) {
		return tuning::customize;
	}

	@Bean
	static ConnectionFactoryTuning redisConnectionFactoryTuning(ConfigurableListableBeanFactory beanFactory) {
		return new ConnectionFactoryTuning(beanFactory);
	}

}
