/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Knows which tokens are no longer to be accepted, though they have not expired.
 * Thread-safe.
 */
public interface TokenRevocationStore {

	/**
	 * Revoke one token. It is refused by this node at once, and by the others as soon as
	 * they can hear of it. While Redis is away, it is on the disk before this returns, if
	 * the journal has a directory. Revoking twice is revoking once, until the later of
	 * the two expiries.
	 * @param tokenId the token's {@code jti}
	 * @param expiresAt when it expires by itself; a token that expired more than five
	 * minutes ago needs no revocation, so nothing happens
	 */
	void revoke(String tokenId, Instant expiresAt);

	/**
	 * Revoke all tokens of a subject that were issued before a moment, such as after a
	 * change of password. A later moment replaces an earlier one, never the other way
	 * round.
	 * @param subject the tokens' {@code sub}
	 * @param issuedBefore tokens issued before this are revoked, those issued at it or
	 * after it are not; compared in whole seconds, as tokens carry them, so those of the
	 * same second are not revoked either
	 */
	void revokeAll(String subject, Instant issuedBefore);

	/**
	 * Whether a token may be accepted, from memory wherever possible.
	 * @param tokenId the token's {@code jti}
	 * @param subject the token's {@code sub}; {@code null} if it has none
	 * @param issuedAt the token's {@code iat}; {@code null} if it has none, which counts
	 * as before every {@link #revokeAll}
	 * @return what is known of it; never fails because Redis is away
	 */
	TokenStatus check(String tokenId, @Nullable String subject, @Nullable Instant issuedAt);

	/**
	 * Whether a token must not be accepted.
	 * @param tokenId the token's {@code jti}
	 * @param subject the token's {@code sub}; {@code null} if it has none
	 * @param issuedAt the token's {@code iat}; {@code null} if it has none
	 * @return {@code true} unless {@link #check} says {@link TokenStatus#ACCEPTED}
	 */
	default boolean isRevoked(String tokenId, @Nullable String subject, @Nullable Instant issuedAt) {
		return check(tokenId, subject, issuedAt) != TokenStatus.ACCEPTED;
	}

}
