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

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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

	SessionController(Authenticator authenticator, LoginSessions sessions) {
		this.authenticator = authenticator;
		this.sessions = sessions;
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
	User me(@AuthenticationPrincipal SignedInUser principal) {
		return principal.user();
	}

}
