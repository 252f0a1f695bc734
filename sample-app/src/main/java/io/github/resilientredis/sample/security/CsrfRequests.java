/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import java.util.Arrays;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which requests need a token against request forgery: those that change something and
 * whose session cookie a browser may have sent on its own, and the buttons of the
 * demonstration, which ask for no login. Registration, login and the token endpoints need
 * none, as they act for nobody who is signed in.
 */
final class CsrfRequests implements RequestMatcher {

	static final String SESSION_COOKIE = "SESSION";

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final RequestMatcher DEMO = PathPatternRequestMatcher.withDefaults().matcher("/api/demo/**");

	private static final RequestMatcher EXEMPT = posts("/api/register", "/api/login", "/api/auth/token",
			"/api/auth/refresh", "/api/auth/revoke", "/api/v1/auth/resend-verification-code", "/api/v1/auth/verify");

	private static RequestMatcher posts(String... paths) {
		PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
		return new OrRequestMatcher(Arrays.stream(paths)
			.flatMap((path) -> Arrays.stream(new String[] { path, path + "/" }))
			.map((path) -> (RequestMatcher) patterns.matcher(HttpMethod.POST, path))
			.toList());
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return !READING.contains(request.getMethod()) && (hasSessionCookie(request) || DEMO.matches(request))
				&& !EXEMPT.matches(request);
	}

	private static boolean hasSessionCookie(HttpServletRequest request) {
		Cookie @Nullable [] cookies = request.getCookies();
		return cookies != null && Arrays.stream(cookies).anyMatch((cookie) -> SESSION_COOKIE.equals(cookie.getName()));
	}

}
