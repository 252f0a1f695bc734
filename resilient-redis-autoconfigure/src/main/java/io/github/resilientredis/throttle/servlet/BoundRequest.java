/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import io.github.resilientredis.throttle.CurrentRequest;
import io.github.resilientredis.throttle.ThrottleDecision;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The request that Spring has bound to the thread.
 */
public final class BoundRequest implements CurrentRequest {

	private final ThrottleRules rules;

	private final boolean headers;

	/**
	 * Create it.
	 * @param rules the keys and exemptions of limits
	 * @param headers whether responses say what is left
	 */
	public BoundRequest(ThrottleRules rules, boolean headers) {
		this.rules = rules;
		this.headers = headers;
	}

	@Override
	public @Nullable String key(String limit) {
		ServletRequestAttributes bound = bound();
		return (bound != null) ? this.rules.keyOf(limit, bound.getRequest()) : null;
	}

	@Override
	public boolean isExempt(String limit) {
		ServletRequestAttributes bound = bound();
		return bound != null && this.rules.exempts(limit, bound.getRequest());
	}

	@Override
	public void decided(ThrottleDecision decision) {
		ServletRequestAttributes bound = bound();
		HttpServletResponse response = (bound != null) ? bound.getResponse() : null;
		if (bound != null && response != null && this.headers) {
			RateLimitHeaders.add(decision, bound.getRequest(), response);
		}
	}

	private static @Nullable ServletRequestAttributes bound() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes bound) ? bound : null;
	}

}
