/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Makes tokens. Needs nothing but its key.
 */
class TokenIssuer {

	private final SigningKey key;

	private final TokenProperties properties;

	private final Clock clock;

	TokenIssuer(SigningKey key, TokenProperties properties, Clock clock) {
		this.key = key;
		this.properties = properties;
		this.clock = clock;
	}

	TokenPair issue(Family family) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		Duration life = this.properties.accessTokenTimeToLive();
		return new TokenPair(token(TokenUse.ACCESS, family, now, now.plus(life)),
				token(TokenUse.REFRESH, family, now, now.plus(this.properties.refreshTokenTimeToLive())), "Bearer",
				life.toSeconds());
	}

	private String token(TokenUse use, Family family, Instant from, Instant until) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.id(UUID.randomUUID().toString())
			.issuer(this.properties.issuer())
			.subject(family.subject())
			.issuedAt(from)
			.expiresAt(until)
			.claim(TokenUse.CLAIM, use.value())
			.claim(Family.CLAIM, family.id())
			.claim(Family.NAME_CLAIM, family.name())
			.build();
		JwsHeader header = JwsHeader.with(this.key.algorithm()).type("JWT").build();
		return this.key.encoder().encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
	}

	/**
	 * Until when a family's revocation is needed: no token of it lives longer, not even
	 * one that is being issued now.
	 * @return the moment
	 */
	Instant lastExpiry() {
		return this.clock.instant().plus(this.properties.refreshTokenTimeToLive()).plus(Duration.ofMinutes(1));
	}

}
