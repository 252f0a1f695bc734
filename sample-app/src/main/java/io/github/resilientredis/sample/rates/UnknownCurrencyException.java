/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rates were asked for something that is not a currency we know: 400.
 */
@SuppressWarnings("serial")
class UnknownCurrencyException extends ErrorResponseException {

	UnknownCurrencyException() {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"'base' must be the three-letter code of a currency in the table, such as EUR."), null);
	}

}
