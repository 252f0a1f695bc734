/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import java.util.Map;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.Search;

import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.util.StringUtils;

/**
 * Has those caches measured that Spring Boot does not see, because they are made later
 * than it looks. Stateless; called by whoever makes a cache.
 */
class LaterCacheMetrics {

	private static final String SUFFIX = "cacheManager";

	private final CacheMetricsRegistrar registrar;

	private final MeterRegistry registry;

	LaterCacheMetrics(CacheMetricsRegistrar registrar, MeterRegistry registry) {
		this.registrar = registrar;
		this.registry = registry;
	}

	void watch(Map<String, ResilientCacheManager> managers) {
		managers.forEach((beanName, manager) -> {
			Tag managerTag = Tag.of("cache.manager", nameOf(beanName));
			manager.onCacheCreated((cache) -> bind(cache, managerTag));
		});
	}

	private void bind(ResilientCache cache, Tag managerTag) {
		Tags tags = Tags.of(managerTag, Tag.of("name", cache.getName()));
		if (Search.in(this.registry).tags(tags).meters().isEmpty()) {
			this.registrar.bindCacheToRegistry(cache, managerTag);
		}
	}

	/** As Spring Boot names it. */
	private static String nameOf(String beanName) {
		boolean shortened = beanName.length() > SUFFIX.length() && StringUtils.endsWithIgnoreCase(beanName, SUFFIX);
		return shortened ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
	}

}
