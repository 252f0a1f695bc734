/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * All tokens that descend from one login. Every token names its family, and the family is
 * revoked like a token: by its id. So one revocation ends tokens that are being issued
 * elsewhere at the same moment, too.
 *
 * @param id revoked instead of each token's own id
 * @param subject the user's id
 * @param name the user's name
 */
record Family(String id, String subject, String name) {

	static final String CLAIM = "family";

	static final String NAME_CLAIM = "name";

	static Family begin(String subject, String name) {
		return new Family(UUID.randomUUID().toString(), subject, name);
	}

	/**
	 * The family of a token that {@link TokenRules} have found complete.
	 * @param token the token
	 * @return the family
	 */
	static Family of(Jwt token) {
		return new Family(claim(token, CLAIM), Objects.requireNonNull(token.getSubject()), claim(token, NAME_CLAIM));
	}

	static Instant expiry(Jwt token) {
		return Objects.requireNonNull(token.getExpiresAt());
	}

	static String id(Jwt token) {
		return Objects.requireNonNull(token.getId());
	}

	private static String claim(Jwt token, String name) {
		return Objects.requireNonNull(token.getClaimAsString(name));
	}

}
