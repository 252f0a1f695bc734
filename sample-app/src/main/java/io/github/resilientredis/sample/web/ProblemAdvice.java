/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

import java.util.Comparator;
import java.util.List;

import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.user.UserRegistryUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every exception as a problem detail. Exceptions that know their own status extend
 * {@link org.springframework.web.ErrorResponseException}; those of the security filters
 * are sent here too.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<FieldProblem> errors = ex.getFieldErrors()
			.stream()
			.map(FieldProblem::of)
			.sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::message))
			.toList();
		ex.getBody()
			.setDetail("The request has " + errors.size() + " invalid field" + ((errors.size() == 1) ? "." : "s."));
		ex.getBody().setProperty("errors", errors);
		return handleExceptionInternal(ex, ex.getBody(), headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (LimitedRequest.TooLargeException.isCauseOf(ex)) {
			HttpStatus tooLarge = HttpStatus.CONTENT_TOO_LARGE;
			return handleExceptionInternal(ex, ProblemDetail.forStatus(tooLarge), headers, tooLarge, request);
		}
		return super.handleHttpMessageNotReadable(ex, headers, status, request);
	}

	@ExceptionHandler
	ProblemDetail handle(AuthenticationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "Sign in to see this.");
	}

	@ExceptionHandler
	ProblemDetail handle(AccessDeniedException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "You may not see this.");
	}

	@ExceptionHandler
	ProblemDetail handle(CsrfException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
				"Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN. "
						+ "Any GET of the page or the API sets the cookie.");
	}

	/**
	 * What must not be forgotten could not be written down: nothing has happened.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(JournalFullException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, "5")
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
					"This cannot be done for a moment. Try again later."));
	}

	/**
	 * Users cannot register, or be changed, for now.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(UserRegistryUnavailableException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(ex.getRetryAfter().toSeconds()))
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
					"This cannot be done while Redis is away. Try again later."));
	}

	@ExceptionHandler
	ProblemDetail handle(Exception ex) {
		log.error("Unexpected failure", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
	}

	/**
	 * One invalid field.
	 */
	record FieldProblem(String field, String message) {

		static FieldProblem of(FieldError error) {
			String message = error.getDefaultMessage();
			return new FieldProblem(error.getField(), (message != null) ? message : "is not valid");
		}

	}

}
