/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.resilientredis.throttle.KeySource;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;

/**
 * The rules of all limits, and the keys of requests for them. Thread-safe.
 */
public final class ThrottleRules {

	private static final Log logger = LogFactory.getLog(ThrottleRules.class);

	private final Map<String, ThrottleRule> rules = new LinkedHashMap<>();

	private final Map<String, RequestKeys> keys = new LinkedHashMap<>();

	private final RequestKeys defaultKeys;

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	/**
	 * Create the rules.
	 * @param rules the rules, one for each limit
	 * @param beans where the beans are that keys name
	 */
	public ThrottleRules(Collection<ThrottleRule> rules, BeanFactory beans) {
		for (ThrottleRule rule : rules) {
			this.rules.put(rule.limit(), rule);
			this.keys.put(rule.limit(), new RequestKeys(rule.key(), beans));
		}
		this.defaultKeys = new RequestKeys(KeySource.unset(), beans);
	}

	/** The rules that a filter has to look at. */
	List<ThrottleRule> forFilter(boolean early) {
		return this.rules.values()
			.stream()
			.filter((rule) -> !rule.paths().isEmpty() && rule.key().isEarly() == early)
			.toList();
	}

	boolean exempts(String limit, HttpServletRequest request) {
		ThrottleRule rule = this.rules.get(limit);
		return rule != null && rule.exempts(request, RequestPaths.of(request));
	}

	/** Never fails because of what an application's expression or bean does. */
	String keyOf(String limit, HttpServletRequest request) {
		try {
			return this.keys.getOrDefault(limit, this.defaultKeys).keyOf(request);
		}
		catch (RuntimeException ex) {
			if (this.failed.add(limit)) {
				// Its message may hold what a user sent.
				logger.warn("The key of the limit '" + limit + "' could not be found out (" + ex.getClass().getName()
						+ "); the address of the client is used instead. This is said once");
			}
			return RequestKeys.address(request);
		}
	}

}
