/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Decides what happens to keys and values that cannot be written to Redis: they stay on
 * this node, which is logged once for each type, for the first {@value #MAX_TYPES} types,
 * or the call fails.
 *
 * <p>
 * Shared state: the set of types, written by any thread; a race costs a log line.
 */
final class Unwritables {

	private static final int MAX_TYPES = 100;

	private static final Log logger = LogFactory.getLog(ResilientCache.class);

	private final String cacheName;

	private final UnserializablePolicy policy;

	private final CacheCounters counters;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	Unwritables(String cacheName, UnserializablePolicy policy, CacheCounters counters) {
		this.cacheName = cacheName;
		this.policy = policy;
		this.counters = counters;
	}

	/** Whether a call fails that cannot write. */
	boolean isFailing() {
		return this.policy == UnserializablePolicy.FAIL;
	}

	/**
	 * One was found.
	 * @param what what it is, in the plural
	 * @throws RuntimeException the reason, if the policy is to fail
	 */
	void found(String what, Object unwritable, RuntimeException reason) {
		if (isFailing()) {
			throw reason;
		}
		this.counters.unwritable.increment();
		String type = what + " of type " + unwritable.getClass().getName();
		if (this.logged.size() < MAX_TYPES && this.logged.add(type)) {
			logger.warn("Cache '" + this.cacheName + "' keeps " + type
					+ " on this node only, because they cannot be written to Redis: " + rootOf(reason));
		}
	}

	/**
	 * The innermost reason: its type only, because messages of serializers quote the
	 * value, unless the message is our own.
	 */
	static String rootOf(Throwable ex) {
		Throwable root = ex;
		for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
			root = root.getCause();
		}
		return (root instanceof TypeNotAllowedException) ? String.valueOf(root.getMessage())
				: root.getClass().getName();
	}

}
