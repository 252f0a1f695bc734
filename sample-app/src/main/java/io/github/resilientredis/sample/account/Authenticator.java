/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Objects;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Checks a password, for sessions and for tokens.
 */
@Component
public class Authenticator {

	private final AuthenticationManager manager;

	Authenticator(AuthenticationManager manager) {
		this.manager = manager;
	}

	/**
	 * Check a password.
	 * @param login the user and the password
	 * @return the user
	 * @throws ErrorResponseException with 401, the same for an unknown user and a wrong
	 * password
	 */
	public Authenticated authenticate(LoginRequest login) {
		try {
			Authentication authentication = this.manager.authenticate(UsernamePasswordAuthenticationToken
				.unauthenticated(Objects.requireNonNull(login.login()), Objects.requireNonNull(login.password())));
			return new Authenticated(authentication,
					((SignedInUser) Objects.requireNonNull(authentication.getPrincipal())).user());
		}
		catch (AuthenticationException ex) {
			throw new ErrorResponseException(HttpStatus.UNAUTHORIZED,
					ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "Wrong user or password."), ex);
		}
	}

	/**
	 * Who has proved to be somebody.
	 *
	 * @param authentication for a security context
	 * @param user the user
	 */
	public record Authenticated(Authentication authentication, User user) {

	}

}
