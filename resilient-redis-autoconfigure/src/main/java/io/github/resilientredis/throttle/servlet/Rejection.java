/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleOutcome;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The answer to a request that is turned away: a problem as JSON, or an error for the
 * application to show as it shows others if the client would rather have HTML.
 */
final class Rejection {

	private static final String PROBLEMS = "https://iana.org/assignments/http-problem-types#";

	private static final int TOO_MANY_REQUESTS = 429;

	/** No browser sends more; and turning somebody away must not cost much. */
	private static final int MAX_ACCEPT_LENGTH = 1024;

	private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);

	private Rejection() {
	}

	static void send(ThrottleDecision decision, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		boolean unavailable = decision.outcome() == ThrottleOutcome.UNAVAILABLE;
		int status = unavailable ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : TOO_MANY_REQUESTS;
		long seconds = Math.max(1, RateLimitHeaders.seconds(decision.retryAfter()));
		response.resetBuffer();
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
		if (prefersHtml(request)) {
			response.sendError(status);
			return;
		}
		String body = unavailable ? unavailable(seconds) : exceeded(RateLimitHeaders.policyOf(decision), seconds);
		response.setStatus(status);
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
			// A handler had begun to write text, which is dropped.
			response.getWriter().write(ascii);
			return;
		}
		stream.write(ascii.getBytes(StandardCharsets.US_ASCII));
	}

	// Names of limits have no character that JSON would escape.
	private static String exceeded(String policy, long seconds) {
		return "{\"type\":\"" + PROBLEMS + "quota-exceeded\",\"title\":\"Too many requests\",\"status\":"
				+ TOO_MANY_REQUESTS + ",\"detail\":\"The limit is used up. " + again(seconds)
				+ "\",\"violated-policies\":[\"" + policy + "\"]}";
	}

	private static String unavailable(long seconds) {
		return "{\"type\":\"" + PROBLEMS + "temporary-reduced-capacity\",\"title\":\"Service unavailable\",\"status\":"
				+ HttpServletResponse.SC_SERVICE_UNAVAILABLE + ",\"detail\":\"This cannot be served for the moment. "
				+ again(seconds) + "\"}";
	}

	private static String again(long seconds) {
		return "Try again in " + seconds + ((seconds == 1) ? " second." : " seconds.");
	}

	private static boolean prefersHtml(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		if (headers.stream().mapToInt(String::length).sum() > MAX_ACCEPT_LENGTH) {
			return false;
		}
		List<MediaType> accepted;
		try {
			accepted = MediaType.parseMediaTypes(headers);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
		double json = JSON.stream().mapToDouble((type) -> quality(type, accepted)).max().orElse(0);
		return quality(MediaType.TEXT_HTML, accepted) > json;
	}

	/** By the most specific range that includes the type (RFC 9110, 12.5.1). */
	private static double quality(MediaType type, List<MediaType> accepted) {
		MediaType best = null;
		for (MediaType range : accepted) {
			if (range.includes(type) && (best == null || specificity(range) > specificity(best))) {
				best = range;
			}
		}
		return (best != null) ? best.getQualityValue() : 0;
	}

	// Spring's own comparison looks at the quality first.
	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

}
