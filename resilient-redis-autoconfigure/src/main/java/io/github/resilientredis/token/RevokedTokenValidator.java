/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Instant;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses tokens that are revoked, or that cannot be known not to be. Never throws: what
 * fails is a refusal. A token without {@code jti} is checked by its subject, and like one
 * whose {@code jti} is empty. Thread-safe.
 */
public final class RevokedTokenValidator implements OAuth2TokenValidator<Jwt> {

	private static final Log logger = LogFactory.getLog(RevokedTokenValidator.class);

	private static final OAuth2TokenValidatorResult REVOKED = failure("The token has been revoked");

	private static final OAuth2TokenValidatorResult UNVERIFIED = failure(
			"Whether the token has been revoked cannot be verified at present");

	private static final OAuth2TokenValidatorResult UNREADABLE = failure("The token cannot be checked for revocation");

	private final TokenRevocationStore store;

	/**
	 * Create a validator.
	 * @param store knows what is revoked
	 */
	public RevokedTokenValidator(TokenRevocationStore store) {
		this.store = store;
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		try {
			String id = Objects.requireNonNullElse(token.getId(), "");
			return switch (this.store.check(id, token.getSubject(), issuedAt(token))) {
				case ACCEPTED -> OAuth2TokenValidatorResult.success();
				case REVOKED -> REVOKED;
				case UNVERIFIED -> UNVERIFIED;
			};
		}
		catch (RuntimeException ex) {
			// Its message may hold what is in the token.
			logger.debug("A token could not be checked for revocation: " + ex.getClass().getName());
			return UNREADABLE;
		}
	}

	/**
	 * When it was issued. Spring Security's decoder makes up a moment for a token that
	 * does not say: a second before its expiry, which is after every cut-off.
	 */
	private static @Nullable Instant issuedAt(Jwt token) {
		Instant issuedAt = token.getIssuedAt();
		Instant expiresAt = token.getExpiresAt();
		boolean madeUp = issuedAt != null && expiresAt != null && issuedAt.equals(expiresAt.minusSeconds(1));
		return madeUp ? null : issuedAt;
	}

	private static OAuth2TokenValidatorResult failure(String description) {
		return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, description, null));
	}

}
