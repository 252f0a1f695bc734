/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Whether a token is revoked cannot be told for now
 * ({@code resilient-redis.tokens.on-outage} is {@code deny}), or there is no room to keep
 * that it is: 503.
 */
@SuppressWarnings("serial")
class TokensUnavailableException extends ErrorResponseException {

	TokensUnavailableException(@Nullable RuntimeException cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Tokens cannot be checked or revoked for a moment. Try again later."), cause);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
	}

}
