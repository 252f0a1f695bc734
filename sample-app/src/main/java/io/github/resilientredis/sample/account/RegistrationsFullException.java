/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * As many users as may wait for Redis are waiting: 503, the one answer that protects
 * memory.
 */
@SuppressWarnings("serial")
class RegistrationsFullException extends ErrorResponseException {

	RegistrationsFullException() {
		super(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Registration is closed for a moment. Try again later."), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "60");
	}

}
