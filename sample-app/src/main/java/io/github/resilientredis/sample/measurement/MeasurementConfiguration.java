/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.sample.ConfigurationProblem;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The cache of results, and those who fill it.
 */
@Configuration(proxyBeanMethods = false)
class MeasurementConfiguration {

	static final String CACHE = "measurements";

	@Bean
	Batches batches(CacheManager caches) {
		Cache cache = caches.getCache(CACHE);
		if (cache instanceof ResilientCache bulk) {
			return new Batches(bulk);
		}
		throw new ConfigurationProblem("The cache '" + CACHE + "' of this application is not one of resilient-redis.",
				"Leave 'spring.cache.type' out, and 'resilient-redis.cache.enabled' at true.");
	}

}
