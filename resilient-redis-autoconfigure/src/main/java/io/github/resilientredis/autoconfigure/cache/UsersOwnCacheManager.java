/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.InitializingBean;

/**
 * Says that the cache is not ours, once, when the application starts.
 */
class UsersOwnCacheManager implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UsersOwnCacheManager.class);

	@Override
	public void afterPropertiesSet() {
		logger.warn("The application has a CacheManager or cacheResolver of its own: its caches are not protected"
				+ " while Redis is away. Remove that bean to have them protected, or set"
				+ " 'resilient-redis.cache.enabled' to false to be silent about it");
	}

}
