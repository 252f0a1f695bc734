/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Whether a refresh token is revoked cannot be told for now, and
 * {@code resilient-redis.tokens.on-outage} is {@code deny}: 503. The token is not used
 * up.
 */
@SuppressWarnings("serial")
class UnverifiedTokenException extends ErrorResponseException {

	UnverifiedTokenException() {
		super(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The token cannot be verified for a moment. Try again later."), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
	}

}
