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

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

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

	private final HandlerExceptionResolver problems;

	BodyLimitFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > MAX_BYTES) {
			this.problems.resolveException(request, response, null,
					new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE));
			return;
		}
		chain.doFilter((request.getContentLengthLong() >= 0) ? request : new LimitedRequest(request, MAX_BYTES),
				response);
	}

}
