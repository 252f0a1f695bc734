/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.time.Duration;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/**
 * The shop as one builds it without our starter: Spring Boot's cache manager, Spring
 * Session's own repository, and Bucket4j in a filter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableRedisHttpSession
@Import(ShopConfiguration.class)
public class PlainShop {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	public static void main(String[] args) {
		Shop.run(PlainShop.class, args);
	}

	@Bean(destroyMethod = "close")
	StatefulRedisConnection<String, byte[]> bucketConnection(LettuceConnectionFactory factory) {
		RedisClient client = (RedisClient) factory.getRequiredNativeClient();
		return client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
	}

	@Bean
	ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> bucketConnection) {
		return Bucket4jLettuce.casBasedBuilder(bucketConnection)
			.expirationAfterWrite(
					ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
			.requestTimeout(TIMEOUT)
			.build();
	}

	@Bean
	FilterRegistrationBean<PlainLimitFilter> limitFilter(ProxyManager<String> buckets) {
		FilterRegistrationBean<PlainLimitFilter> registration = new FilterRegistrationBean<>(
				new PlainLimitFilter(buckets));
		registration.addUrlPatterns("/quotes/*");
		return registration;
	}

}
