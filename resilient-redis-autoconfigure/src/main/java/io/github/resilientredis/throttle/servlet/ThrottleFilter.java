/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.io.IOException;
import java.util.List;

import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottledException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the limits whose paths and methods a request has, in the order of configuration,
 * and turns it away at the first that does not admit it. There are two of these: one
 * before Spring Security's filters, and one after them for what needs to know the user.
 * The first also answers for {@link ThrottledException}s that nobody else did.
 * Asynchronous and error dispatches of a request are not counted again.
 */
public final class ThrottleFilter extends OncePerRequestFilter implements Ordered {

	private final Throttle throttle;

	private final ThrottleRules rules;

	private final List<ThrottleRule> own;

	private final boolean headers;

	private final boolean early;

	private final int order;

	private ThrottleFilter(Throttle throttle, ThrottleRules rules, boolean headers, boolean early, int order) {
		this.throttle = throttle;
		this.rules = rules;
		this.own = rules.forFilter(early);
		this.headers = headers;
		this.early = early;
		this.order = order;
	}

	/**
	 * The filter for what the bare request tells.
	 * @param throttle is asked
	 * @param rules what to ask for which request
	 * @param headers whether responses say what is left
	 * @param order where it runs, before Spring Security
	 * @return the filter
	 */
	public static ThrottleFilter early(Throttle throttle, ThrottleRules rules, boolean headers, int order) {
		return new ThrottleFilter(throttle, rules, headers, true, order);
	}

	/**
	 * The filter for what is known of the user.
	 * @param throttle is asked
	 * @param rules what to ask for which request
	 * @param headers whether responses say what is left
	 * @param order where it runs, after Spring Security
	 * @return the filter
	 */
	public static ThrottleFilter late(Throttle throttle, ThrottleRules rules, boolean headers, int order) {
		return new ThrottleFilter(throttle, rules, headers, false, order);
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		// What was thrown asynchronously comes out here.
		return !this.early;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ThrottleDecision refused = isAsyncDispatch(request) ? null : ask(request, response);
		if (refused != null) {
			Rejection.send(refused, request, response);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			ThrottledException thrown = this.early ? find(ex) : null;
			if (thrown == null || response.isCommitted()) {
				throw ex;
			}
			answered(thrown.getDecision(), request, response);
			Rejection.send(thrown.getDecision(), request, response);
		}
	}

	private @Nullable ThrottleDecision ask(HttpServletRequest request, HttpServletResponse response) {
		if (this.own.isEmpty()) {
			return null;
		}
		RequestPaths path = RequestPaths.of(request);
		for (ThrottleRule rule : this.own) {
			if (rule.appliesTo(request, path)) {
				ThrottleDecision decision = this.throttle.tryAcquire(rule.limit(),
						this.rules.keyOf(rule.limit(), request));
				answered(decision, request, response);
				if (!decision.isAdmitted()) {
					return decision;
				}
			}
		}
		return null;
	}

	private void answered(ThrottleDecision decision, HttpServletRequest request, HttpServletResponse response) {
		if (this.headers) {
			RateLimitHeaders.add(decision, request, response);
		}
	}

	private static @Nullable ThrottledException find(Throwable thrown) {
		Throwable cause = thrown;
		while (cause instanceof ServletException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause instanceof ThrottledException throttled) ? throttled : null;
	}

}
