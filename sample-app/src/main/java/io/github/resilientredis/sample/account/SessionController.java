/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.resilientredis.throttle.Throttled;

/**
 * Login, logout, and who one is.
 */
@RestController
class SessionController {

	private final Authenticator authenticator;

	private final LoginSessions sessions;

	private final UserStore users;

	SessionController(Authenticator authenticator, LoginSessions sessions, UserStore users) {
		this.authenticator = authenticator;
		this.sessions = sessions;
		this.users = users;
	}

	@PostMapping({ "/api/login", "/api/login/" })
	@Throttled(value = "login", key = "#login.normalizedLogin()")
	public User login(@Valid @RequestBody LoginRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		Authenticator.Authenticated authenticated = this.authenticator.authenticate(login);
		this.sessions.begin(authenticated.authentication(), request, response);
		return authenticated.user();
	}

	@PostMapping({ "/api/logout", "/api/logout/" })
	ResponseEntity<Void> logout(@Nullable Authentication authentication, HttpServletRequest request,
			HttpServletResponse response) {
		this.sessions.end(authentication, request, response);
		return ResponseEntity.noContent().build();
	}

	@GetMapping({ "/api/me", "/api/me/" })
	User me(CurrentUser current, @AuthenticationPrincipal @Nullable SignedInUser session) {
		return (session != null) ? session.user()
				: this.users.findByName(current.name())
					.map(Account::user)
					.filter((user) -> user.id().equals(current.id()))
					.orElseThrow(SessionController::unknown);
	}

	/** A token is good on every node, and also where nobody has seen its user. */
	private static ErrorResponseException unknown() {
		return new ErrorResponseException(HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				"There is no such user any more, or Redis is away and this node has not seen them."), null);
	}

}
