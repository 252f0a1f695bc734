/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * The token as pages without a framework expect it: a cookie {@code XSRF-TOKEN} that
 * their scripts read and repeat in the header {@code X-XSRF-TOKEN}, which no other site
 * can do. It is in no session, so it costs no call to Redis and outlives every outage.
 *
 * <p>
 * A front end on another origin cannot read the cookie. It finds the value in the answer
 * header of the same name, which CORS shows to the origins it knows.
 */
final class CsrfTokens extends CsrfTokenRequestAttributeHandler {

	static final String HEADER = "X-XSRF-TOKEN";

	private final CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();

	CsrfTokens() {
		this.cookie.setCookieCustomizer((cookie) -> cookie.sameSite("Lax"));
	}

	CsrfTokenRepository repository() {
		return this.cookie;
	}

	/** From the header alone: looking for a parameter would read a form's body. */
	@Override
	public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
		return request.getHeader(token.getHeaderName());
	}

	/**
	 * Give whoever signs in a token that nobody can have known before.
	 * @param authentication who signs in
	 * @param request the request
	 * @param response the answer, which sets the cookie
	 */
	void renew(@Nullable Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		CsrfToken token = this.cookie.generateToken(request);
		this.cookie.saveToken(token, request, response);
		show(token::getToken, request, response);
	}

	/**
	 * Put a token into the answer to another origin.
	 * @param token the token, asked for in any case, which sets a missing cookie
	 * @param request the request
	 * @param response the answer
	 */
	static void show(Supplier<String> token, HttpServletRequest request, HttpServletResponse response) {
		String value = token.get();
		if (request.getHeader(HttpHeaders.ORIGIN) != null) {
			response.setHeader(HEADER, value);
		}
	}

}
