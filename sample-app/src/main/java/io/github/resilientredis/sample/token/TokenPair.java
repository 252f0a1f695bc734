/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An access token and the refresh token to get the next pair with, in the words of RFC
 * 6749.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token, good for one use
 * @param tokenType how to show the access token
 * @param expiresIn for how many seconds the access token is good
 */
public record TokenPair(@JsonProperty("access_token") String accessToken,
		@JsonProperty("refresh_token") String refreshToken, @JsonProperty("token_type") String tokenType,
		@JsonProperty("expires_in") long expiresIn) {

	@Override
	public String toString() {
		return "TokenPair[" + this.tokenType + "]";
	}

}
