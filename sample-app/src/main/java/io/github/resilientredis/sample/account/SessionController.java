/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.AuthenticationException;
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

	private final LoginSessions sessions;

	SessionController(LoginSessions sessions) {
		this.sessions = sessions;
	}

	@PostMapping({ "/api/login", "/api/login/" })
	@Throttled(value = "login", key = "#login.normalizedLogin()")
	public User login(@Valid @RequestBody LoginRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			Authentication authentication = this.sessions.begin(Objects.requireNonNull(login.login()),
					Objects.requireNonNull(login.password()), request, response);
			return ((SignedInUser) Objects.requireNonNull(authentication.getPrincipal())).getUser();
		}
		catch (AuthenticationException ex) {
			// The same for an unknown user and a wrong password.
			throw new ErrorResponseException(HttpStatus.UNAUTHORIZED,
					ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "Wrong user or password."), ex);
		}
	}

	@PostMapping({ "/api/logout", "/api/logout/" })
	ResponseEntity<Void> logout(@Nullable Authentication authentication, HttpServletRequest request,
			HttpServletResponse response) {
		this.sessions.end(authentication, request, response);
		return ResponseEntity.noContent().build();
	}

	@GetMapping({ "/api/me", "/api/me/" })
	User me(@AuthenticationPrincipal SignedInUser principal) {
		return principal.getUser();
	}

}
