/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Instant;
import java.util.Objects;

import io.github.resilientredis.sample.account.Authenticator;
import io.github.resilientredis.sample.account.LoginRequest;
import io.github.resilientredis.sample.account.User;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.resilientredis.throttle.Throttled;

/**
 * Tokens for clients that keep no session.
 */
@RestController
class TokenController {

	static final int MAX_LENGTH = 8192;

	private final Authenticator authenticator;

	private final Tokens tokens;

	TokenController(Authenticator authenticator, Tokens tokens) {
		this.authenticator = authenticator;
		this.tokens = tokens;
	}

	/**
	 * Attempts count together with those at {@code /api/login}.
	 */
	@PostMapping({ "/api/auth/token", "/api/auth/token/" })
	@Throttled(value = "login", key = "#login.normalizedLogin()")
	public TokenPair token(@Valid @RequestBody LoginRequest login) {
		User user = this.authenticator.authenticate(login).user();
		return this.tokens.issue(user.id(), user.name());
	}

	@PostMapping({ "/api/auth/refresh", "/api/auth/refresh/" })
	public TokenPair refresh(@Valid @RequestBody RefreshRequest request) {
		return this.tokens.refresh(Objects.requireNonNull(request.refreshToken()));
	}

	@PostMapping({ "/api/auth/revoke", "/api/auth/revoke/" })
	public void revoke(@Valid @RequestBody RevokeRequest request) {
		this.tokens.revoke(Objects.requireNonNull(request.token()));
	}

	@GetMapping({ "/api/auth/whoami", "/api/auth/whoami/" })
	public Bearer whoami(@AuthenticationPrincipal Jwt token) {
		Family family = Family.of(token);
		return new Bearer(family.subject(), family.name(), token.getExpiresAt());
	}

	/**
	 * Whose access token it is, and how long it is good.
	 */
	public record Bearer(String id, String username, @JsonProperty("expires_at") @Nullable Instant expiresAt) {

	}

}
