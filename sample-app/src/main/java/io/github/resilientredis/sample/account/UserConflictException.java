/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An e-mail address or a user name is taken: 409.
 */
@SuppressWarnings("serial")
class UserConflictException extends ErrorResponseException {

	private final String field;

	UserConflictException(String field) {
		super(HttpStatus.CONFLICT, problem(field), null);
		this.field = field;
	}

	private static ProblemDetail problem(String field) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "This " + field + " is taken.");
		problem.setProperty("errors", List.of(Map.of("field", field, "message", "is taken")));
		return problem;
	}

	String getField() {
		return this.field;
	}

}
