/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 with a problem as JSON (RFC 9457) when sessions are not available, as long
 * as nothing has been sent. Stands just outside of Spring Session's filter, because
 * sessions are written when a request has already left everything within.
 */
public final class SessionUnavailableFilter extends OncePerRequestFilter implements Ordered {

	private static final String TYPE = "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";

	/** How far to look for the cause; those who wrap exceptions may form a circle. */
	private static final int MAX_CAUSES = 20;

	private final int order;

	/**
	 * Create the filter.
	 * @param order its place, which must be before Spring Session's filter
	 */
	public SessionUnavailableFilter(int order) {
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException ex) {
			SessionUnavailableException unavailable = find(ex);
			if (unavailable == null || response.isCommitted()) {
				throw ex;
			}
			send(unavailable.getRetryAfter(), response);
		}
	}

	@Override
	protected void doFilterNestedErrorDispatch(HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		doFilterInternal(request, response, chain);
	}

	private static @Nullable SessionUnavailableException find(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
			if (cause instanceof SessionUnavailableException unavailable) {
				return unavailable;
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static void send(Duration retryAfter, HttpServletResponse response) throws IOException {
		long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
		String body = "{\"type\":\"" + TYPE + "\",\"title\":\"Service unavailable\",\"status\":"
				+ HttpServletResponse.SC_SERVICE_UNAVAILABLE
				+ ",\"detail\":\"Sessions are not available for the moment. Try again in " + seconds
				+ ((seconds == 1) ? " second" : " seconds") + ".\"}";
		response.resetBuffer();
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setContentLength(body.length());
		write(body, response);
		response.flushBuffer();
	}

	private static void write(String ascii, HttpServletResponse response) throws IOException {
		ServletOutputStream stream;
		try {
			stream = response.getOutputStream();
		}
		catch (IllegalStateException ex) {
			// Somebody had begun to write text, which is dropped.
			response.getWriter().write(ascii);
			return;
		}
		stream.write(ascii.getBytes(StandardCharsets.US_ASCII));
	}

}
