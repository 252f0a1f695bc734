/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.sample.audit.AuthenticationLog;
import io.github.resilientredis.sample.audit.EventType;
import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.token.TokenStatus;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Issues, refreshes and revokes. A refresh token is good for one use, which revokes it; a
 * second use means that two hold it, so that all tokens of its family are revoked (RFC
 * 9700, 4.14.2). This holds for two uses at the same moment as well: a client must not
 * use a refresh token twice.
 *
 * <p>
 * Of several uses on one node at most one succeeds. Another node knows of a use as soon
 * as its revocation store does: at once while Redis is there, after the recovery if not.
 * Thread-safe.
 */
class Tokens {

	private final TokenIssuer issuer;

	private final JwtDecoder decoder;

	private final TokenRevocationStore store;

	private final AuthenticationLog log;

	/** Refresh tokens that some thread is using right now, by id. */
	private final Set<String> inUse = ConcurrentHashMap.newKeySet();

	Tokens(TokenIssuer issuer, JwtDecoder decoder, TokenRevocationStore store, AuthenticationLog log) {
		this.issuer = issuer;
		this.decoder = decoder;
		this.store = store;
		this.log = log;
	}

	TokenPair issue(String subject, String name) {
		TokenPair pair = this.issuer.issue(Family.begin(subject, name));
		this.log.add(EventType.TOKENS_ISSUED, subject, name);
		return pair;
	}

	/**
	 * Exchange a refresh token.
	 * @param value the token
	 * @return the next pair of its family
	 * @throws RefusedTokenException if it is no refresh token of ours, expired, revoked
	 * or used before
	 * @throws TokensUnavailableException if nobody can tell for now, or its use cannot be
	 * kept
	 */
	TokenPair refresh(String value) {
		Jwt token = decode(value).filter(TokenUse.REFRESH::isOf).orElseThrow(RefusedTokenException::new);
		Family family = Family.of(token);
		refuseUnless(TokenStatus.ACCEPTED, this.store.check(family.id(), null, token.getIssuedAt()));
		if (!use(token)) {
			revoke(family);
			this.log.add(EventType.REFRESH_TOKEN_REUSED, family.subject(), family.name());
			throw new RefusedTokenException();
		}
		TokenPair pair = this.issuer.issue(family);
		this.log.add(EventType.TOKENS_REFRESHED, family.subject(), family.name());
		return pair;
	}

	private boolean use(Jwt token) {
		String id = Family.id(token);
		if (!this.inUse.add(id)) {
			return false;
		}
		try {
			TokenStatus status = status(token);
			if (status == TokenStatus.REVOKED) {
				return false;
			}
			refuseUnless(TokenStatus.ACCEPTED, status);
			revoke(id, Family.expiry(token));
			return true;
		}
		finally {
			this.inUse.remove(id);
		}
	}

	/**
	 * Revoke a token (RFC 7009): a refresh token with all tokens of its family, an access
	 * token alone. What is no token of ours, or has expired, needs no revocation.
	 * @param value the token
	 * @throws TokensUnavailableException if the revocation cannot be kept
	 */
	void revoke(String value) {
		decode(value).ifPresent((token) -> {
			Family family = Family.of(token);
			boolean refresh = TokenUse.REFRESH.isOf(token);
			boolean known = this.store.check(family.id(), null, token.getIssuedAt()) == TokenStatus.REVOKED;
			if (known || (!refresh && status(token) == TokenStatus.REVOKED)) {
				return;
			}
			if (refresh) {
				revoke(family);
			}
			else {
				revoke(Family.id(token), Family.expiry(token));
			}
			this.log.add(EventType.TOKEN_REVOKED, family.subject(), family.name());
		});
	}

	private void revoke(Family family) {
		revoke(family.id(), this.issuer.lastExpiry());
	}

	private void revoke(String id, Instant until) {
		try {
			this.store.revoke(id, until);
		}
		catch (JournalFullException | IllegalStateException ex) {
			throw new TokensUnavailableException(ex);
		}
	}

	private TokenStatus status(Jwt token) {
		return this.store.check(Family.id(token), token.getSubject(), token.getIssuedAt());
	}

	private Optional<Jwt> decode(String value) {
		try {
			return Optional.of(this.decoder.decode(value));
		}
		catch (JwtException ex) {
			return Optional.empty();
		}
	}

	private static void refuseUnless(TokenStatus expected, TokenStatus status) {
		if (status == TokenStatus.UNVERIFIED) {
			throw new TokensUnavailableException(null);
		}
		if (status != expected) {
			throw new RefusedTokenException();
		}
	}

}
