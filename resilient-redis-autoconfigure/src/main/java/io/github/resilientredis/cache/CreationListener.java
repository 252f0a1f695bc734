/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells a listener of each cache once, and keeps its exceptions from whoever made the
 * cache.
 *
 * <p>
 * Shared state: the names told, bounded by the number of caches.
 */
final class CreationListener {

	private static final Log logger = LogFactory.getLog(ResilientCacheManager.class);

	private final Consumer<? super ResilientCache> listener;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	CreationListener(Consumer<? super ResilientCache> listener) {
		this.listener = listener;
	}

	void tell(ResilientCache cache) {
		if (this.told.add(cache.getName())) {
			try {
				this.listener.accept(cache);
			}
			catch (RuntimeException | LinkageError ex) {
				logger.warn("Cache '" + cache.getName() + "' works, but a listener failed on its creation", ex);
			}
		}
	}

}
