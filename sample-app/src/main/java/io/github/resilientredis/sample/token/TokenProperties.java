/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Duration;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are made.
 *
 * @param signingKey a secret of 32 bytes or more (HS256), or an RSA private key as PKCS#8
 * PEM (RS256); none for a key of this run
 * @param issuer what {@code iss} says
 * @param accessTokenTimeToLive how long an access token is good
 * @param refreshTokenTimeToLive how long a refresh token is good, if it is not used
 */
@ConfigurationProperties("sample.tokens")
record TokenProperties(@Nullable String signingKey, @DefaultValue("resilient-redis-sample") String issuer,
		@DefaultValue("15m") Duration accessTokenTimeToLive, @DefaultValue("14d") Duration refreshTokenTimeToLive) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(366);

	TokenProperties validated() {
		requireInRange("access-token-time-to-live", this.accessTokenTimeToLive, LONGEST);
		requireInRange("refresh-token-time-to-live", this.refreshTokenTimeToLive, LONGEST);
		if (this.accessTokenTimeToLive.compareTo(this.refreshTokenTimeToLive) > 0) {
			throw new ConfigurationProblem(
					"'sample.tokens.access-token-time-to-live' is longer than 'sample.tokens.refresh-token-time-to-live'.",
					"Make access tokens the shorter-lived ones, such as 15m and 14d.");
		}
		if (this.issuer.isBlank()) {
			throw new ConfigurationProblem("'sample.tokens.issuer' is empty.",
					"Name the issuer, or remove the property.");
		}
		return this;
	}

	private static void requireInRange(String name, Duration value, Duration longest) {
		if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
			throw new ConfigurationProblem("'sample.tokens." + name + "' is '" + value + "'.",
					"Set it to between 1s and " + longest.toDays() + "d.");
		}
	}

	@Override
	public String toString() {
		return "TokenProperties[" + this.issuer + "]";
	}

}
