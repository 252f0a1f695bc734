/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.sample.account.ExternalLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What follows when a provider sends somebody back: the session of any other login and
 * the page, or a problem detail that says what to do.
 */
class OAuthOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

	private static final Logger logger = LoggerFactory.getLogger(OAuthOutcome.class);

	private static final Map<String, String> DETAILS = Map.of("authorization_request_not_found",
			"This login was not begun here, or too long ago. Begin again.", "access_denied",
			"You have not allowed the provider to say who you are.");

	private final ExternalLogins logins;

	private final HandlerExceptionResolver problems;

	OAuthOutcome(ExternalLogins logins, HandlerExceptionResolver problems) {
		this.logins = logins;
		this.problems = problems;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		// The provider's user is none of ours yet.
		SecurityContextHolder.getContextHolderStrategy().clearContext();
		try {
			begin((OAuth2AuthenticationToken) authentication, request, response);
			// Without host and scheme, of which a proxy may know others.
			response.setStatus(HttpStatus.FOUND.value());
			response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/");
		}
		catch (ErrorResponseException ex) {
			logger.info("A login with {} is refused: {}",
					((OAuth2AuthenticationToken) authentication).getAuthorizedClientRegistrationId(),
					ex.getBody().getDetail());
			this.problems.resolveException(request, response, null, ex);
		}
		catch (RuntimeException ex) {
			this.problems.resolveException(request, response, null, ex);
		}
	}

	private void begin(OAuth2AuthenticationToken token, HttpServletRequest request, HttpServletResponse response) {
		Identity identity = Identity.of(Objects.requireNonNull(token.getPrincipal()));
		if (identity.email() == null || !identity.verified()) {
			throw problem(HttpStatus.FORBIDDEN, "The provider has no verified e-mail address of yours. "
					+ "Verify your primary address there, and sign in again.", null);
		}
		this.logins.begin(identity.email(), identity.name(), request, response);
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) {
		String code = (exception instanceof OAuth2AuthenticationException failure) ? failure.getError().getErrorCode()
				: "";
		logger.debug("A login with a provider failed", exception);
		this.problems.resolveException(request, response, null, problem(HttpStatus.UNAUTHORIZED,
				DETAILS.getOrDefault(code, "The login with the provider did not succeed. Try again."), exception));
	}

	private static ErrorResponseException problem(HttpStatus status, String detail, @Nullable Throwable cause) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

}
