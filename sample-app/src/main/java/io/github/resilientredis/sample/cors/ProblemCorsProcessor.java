/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers a refused origin with a problem detail instead of plain text.
 */
class ProblemCorsProcessor extends DefaultCorsProcessor {

	private final HandlerExceptionResolver problems;

	ProblemCorsProcessor(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean accepted = super.processRequest(configuration, request, response);
		if (!accepted) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
					"This origin, method or header is not allowed. See CORS_ALLOWED_ORIGINS.");
			this.problems.resolveException(request, response, null,
					new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null));
		}
		return accepted;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.FORBIDDEN);
	}

}
