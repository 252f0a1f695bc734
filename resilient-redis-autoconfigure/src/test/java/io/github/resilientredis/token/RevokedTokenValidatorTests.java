/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Instant;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Security is told of a token.
 */
class RevokedTokenValidatorTests {

	private static final String SECRET = "id-that-nobody-may-see";

	private static Jwt jwt(Map<String, Object> claims) {
		Instant issuedAt = (Instant) claims.get("iat");
		return new Jwt("header.payload." + SECRET, issuedAt, null, Map.of("alg", "none"), claims);
	}

	private static Jwt jwt() {
		return jwt(Map.of("jti", SECRET, "sub", "user", "iat", Instant.ofEpochSecond(7)));
	}

	private static OAuth2TokenValidatorResult validate(Jwt token, Answer answer) {
		return new RevokedTokenValidator(new StubStore(answer)).validate(token);
	}

	@Test
	void itAsksForIdSubjectAndIssue() {
		OAuth2TokenValidatorResult result = validate(jwt(), (id, subject, issuedAt) -> {
			assertThat(id).isEqualTo(SECRET);
			assertThat(subject).isEqualTo("user");
			assertThat(issuedAt).isEqualTo(Instant.ofEpochSecond(7));
			return TokenStatus.ACCEPTED;
		});
		assertThat(result.hasErrors()).isFalse();
	}

	@Test
	void revokedAndUnverifiedTokensAreFailuresThatNameNoToken() {
		for (TokenStatus status : new TokenStatus[] { TokenStatus.REVOKED, TokenStatus.UNVERIFIED }) {
			OAuth2TokenValidatorResult result = validate(jwt(), (id, subject, issuedAt) -> status);
			assertThat(result.getErrors()).singleElement().satisfies((error) -> {
				assertThat(error.getErrorCode()).isEqualTo("invalid_token");
				assertThat(error.getDescription()).doesNotContain(SECRET);
			});
		}
	}

	@Test
	void aTokenWithoutClaimsIsCheckedAsOneWithAnEmptyId() {
		Jwt bare = jwt(Map.of("scope", "read"));
		assertThat(validate(bare, (id, subject, issuedAt) -> {
			assertThat(id).isEmpty();
			assertThat(subject).isNull();
			assertThat(issuedAt).isNull();
			return TokenStatus.ACCEPTED;
		}).hasErrors()).isFalse();
	}

	@Test
	void itNeverThrows() {
		try (CapturedLog log = new CapturedLog()) {
			assertThat(validate(jwt(), (id, subject, issuedAt) -> {
				throw new IllegalStateException("about " + id);
			}).hasErrors()).isTrue();
			assertThat(log.lines("could not be checked")).hasSize(1);
			assertThat(log.lines(SECRET)).isEmpty();
		}
	}

	private interface Answer {

		TokenStatus to(String id, @Nullable String subject, @Nullable Instant issuedAt);

	}

	private record StubStore(Answer answer) implements TokenRevocationStore {

		@Override
		public void revoke(String tokenId, Instant expiresAt) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void revokeAll(String subject, Instant issuedBefore) {
			throw new UnsupportedOperationException();
		}

		@Override
		public TokenStatus check(String tokenId, @Nullable String subject, @Nullable Instant issuedAt) {
			return this.answer.to(tokenId, subject, issuedAt);
		}

	}

}
