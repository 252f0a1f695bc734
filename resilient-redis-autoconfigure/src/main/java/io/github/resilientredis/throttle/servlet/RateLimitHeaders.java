/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.ThrottleSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What the headers of one response say, as in draft-ietf-httpapi-ratelimit-headers-10:
 * one list of policies and one of what is left of them, for all limits that were asked
 * for the request.
 */
final class RateLimitHeaders {

	static final String POLICY = "RateLimit-Policy";

	static final String LIMIT = "RateLimit";

	private static final String ATTRIBUTE = RateLimitHeaders.class.getName();

	private final Map<String, ThrottleDecision> decisions = new LinkedHashMap<>();

	private RateLimitHeaders() {
	}

	static void add(ThrottleDecision decision, HttpServletRequest request, HttpServletResponse response) {
		RateLimitHeaders headers = (request.getAttribute(ATTRIBUTE) instanceof RateLimitHeaders known) ? known
				: new RateLimitHeaders();
		request.setAttribute(ATTRIBUTE, headers);
		headers.write(decision, response);
	}

	// Only memory: nothing is sent yet.
	private synchronized void write(ThrottleDecision decision, HttpServletResponse response) {
		this.decisions.put(decision.limit().name(), decision);
		if (response.isCommitted()) {
			return;
		}
		List<String> policies = new ArrayList<>();
		List<String> limits = new ArrayList<>();
		for (ThrottleDecision known : this.decisions.values()) {
			addPolicies(known.limit(), policies);
			if (known.source() != ThrottleSource.NONE) {
				limits.add("\"" + policyOf(known) + "\";r=" + known.remaining() + ";t="
						+ seconds(known.isAdmitted() ? known.untilMore() : known.retryAfter()));
			}
		}
		response.setHeader(POLICY, String.join(", ", policies));
		if (!limits.isEmpty()) {
			response.setHeader(LIMIT, String.join(", ", limits));
		}
	}

	private static void addPolicies(ThrottleLimit limit, List<String> policies) {
		for (int i = 0; i < limit.rates().size(); i++) {
			ThrottleRate rate = limit.rates().get(i);
			policies
				.add("\"" + policy(limit, i) + "\";q=" + rate.permits() + ";w=" + Math.max(1, seconds(rate.period())));
		}
	}

	/** The name of the policy that allows the least. */
	static String policyOf(ThrottleDecision decision) {
		return policy(decision.limit(), Math.max(0, decision.limit().rates().indexOf(decision.rate())));
	}

	private static String policy(ThrottleLimit limit, int index) {
		return (index == 0) ? limit.name() : limit.name() + "-" + (index + 1);
	}

	/** Whole seconds, never less than the true time. */
	static long seconds(Duration duration) {
		return duration.getSeconds() + ((duration.getNano() > 0) ? 1 : 0);
	}

}
