/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses large request bodies with 413, before anybody looks at them: at once if the
 * request says how large it is, otherwise as soon as it is too large. After CORS, so that
 * a front end can read it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 110)
class BodyLimitFilter extends OncePerRequestFilter {

	/** No request of this application needs more. */
	static final int MAX_BYTES = 64 * 1024;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > MAX_BYTES) {
			response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
			return;
		}
		chain.doFilter((request.getContentLengthLong() >= 0) ? request : new LimitedRequest(request, MAX_BYTES),
				response);
	}

}
