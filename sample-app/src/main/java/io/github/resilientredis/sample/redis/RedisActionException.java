/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Something cannot be done to the embedded Redis at this moment.
 */
public class RedisActionException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private RedisActionException(HttpStatus status, String detail, @Nullable Throwable cause) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

	static RedisActionException impossible(String detail) {
		return new RedisActionException(HttpStatus.CONFLICT, detail, null);
	}

	static RedisActionException failed(String detail, @Nullable Throwable cause) {
		RedisActionException failed = new RedisActionException(HttpStatus.SERVICE_UNAVAILABLE, detail, cause);
		failed.getHeaders().set("Retry-After", "1");
		return failed;
	}

}
