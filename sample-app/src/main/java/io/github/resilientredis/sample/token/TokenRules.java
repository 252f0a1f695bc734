/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.token.TokenRevocationStore;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * What a token of ours must be like, beyond its signature.
 */
final class TokenRules {

	private static final List<String> REQUIRED = List.of(JwtClaimNames.JTI, JwtClaimNames.SUB, JwtClaimNames.IAT,
			JwtClaimNames.EXP, Family.CLAIM, Family.NAME_CLAIM);

	private final OAuth2TokenValidator<Jwt> time;

	private final OAuth2TokenValidator<Jwt> issuer;

	TokenRules(String issuer, Clock clock) {
		// No allowance for clocks that differ: a revocation is kept until the token
		// expires, and must not be outlived by it.
		JwtTimestampValidator timestamps = new JwtTimestampValidator(Duration.ZERO);
		timestamps.setClock(clock);
		this.time = timestamps;
		this.issuer = new JwtIssuerValidator(issuer);
	}

	/**
	 * For tokens of either use, whether revoked or not.
	 * @return the rule
	 */
	OAuth2TokenValidator<Jwt> ours() {
		return new DelegatingOAuth2TokenValidator<>(List.of(TokenRules::complete, this.time, this.issuer));
	}

	/**
	 * For access tokens.
	 * @param store knows revoked families
	 * @param others further rules, such as that the token itself is not revoked
	 * @return the rule
	 */
	OAuth2TokenValidator<Jwt> access(TokenRevocationStore store, Stream<OAuth2TokenValidator<Jwt>> others) {
		List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>();
		others.forEach(all::add);
		all.add((token) -> result(TokenUse.ACCESS.isOf(token), "This is not an access token"));
		all.add((token) -> result(!store.isRevoked(Family.of(token).id(), null, token.getIssuedAt()),
				"The token was revoked"));
		OAuth2TokenValidator<Jwt> further = new DelegatingOAuth2TokenValidator<>(all);
		OAuth2TokenValidator<Jwt> ours = ours();
		return (token) -> {
			OAuth2TokenValidatorResult first = ours.validate(token);
			return first.hasErrors() ? first : further.validate(token);
		};
	}

	private static OAuth2TokenValidatorResult complete(Jwt token) {
		return result(REQUIRED.stream().allMatch((claim) -> token.getClaims().get(claim) != null),
				"A claim is missing");
	}

	private static OAuth2TokenValidatorResult result(boolean good, String otherwise) {
		return good ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, otherwise, null));
	}

}
