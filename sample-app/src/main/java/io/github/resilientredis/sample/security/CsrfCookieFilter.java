/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks for the deferred token when the page or the API is read, so that whoever has no
 * cookie yet gets one before the first write.
 */
final class CsrfCookieFilter extends OncePerRequestFilter {

	private static final RequestMatcher READS = new OrRequestMatcher(reads("/"), reads("/api/**"));

	private static RequestMatcher reads(String path) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (READS.matches(request) && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
			CsrfTokens.show(token::getToken, request, response);
		}
		chain.doFilter(request, response);
	}

}
