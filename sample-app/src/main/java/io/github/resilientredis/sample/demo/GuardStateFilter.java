/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.io.IOException;

import io.github.resilientredis.guard.RedisGuard;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the page in which state of the guard a request began, so that it can show which
 * answers were given without Redis.
 */
class GuardStateFilter extends OncePerRequestFilter {

	static final String HEADER = "Guard-State";

	private final RedisGuard guard;

	GuardStateFilter(RedisGuard guard) {
		this.guard = guard;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HEADER, this.guard.getState().name());
		chain.doFilter(request, response);
	}

}
