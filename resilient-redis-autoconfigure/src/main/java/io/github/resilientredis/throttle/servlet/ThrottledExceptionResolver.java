/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import io.github.resilientredis.throttle.ThrottledException;

/**
 * Answers for {@link ThrottledException}s within Spring MVC, before the application's own
 * handlers: one that takes every exception for a failure would else make a 500 of it. An
 * application that wants to answer itself defines a {@code HandlerExceptionResolver} of
 * its own under the name {@code throttledExceptionResolver}. Stateless.
 */
public final class ThrottledExceptionResolver implements HandlerExceptionResolver, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (!(ex instanceof ThrottledException thrown) || response.isCommitted()) {
			return null;
		}
		try {
			Rejection.send(thrown.getDecision(), request, response);
			return new ModelAndView();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
