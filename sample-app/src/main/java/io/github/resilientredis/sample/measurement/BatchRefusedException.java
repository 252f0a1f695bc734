/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A batch was not accepted: 429 if its user has too many, 503 if everybody together has.
 */
@SuppressWarnings("serial")
class BatchRefusedException extends ErrorResponseException {

	private BatchRefusedException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
	}

	static BatchRefusedException ofUser() {
		return new BatchRefusedException(HttpStatus.TOO_MANY_REQUESTS,
				"You have " + Batches.MOST_OF_USER + " batches in work. Wait until one of them is over.");
	}

	static BatchRefusedException ofAll() {
		return new BatchRefusedException(HttpStatus.SERVICE_UNAVAILABLE,
				"There are too many batches in work. Try again in a moment.");
	}

}
