/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a front end try its origin.
 */
@RestController
class CorsTestController {

	private final OriginPolicy policy;

	CorsTestController(OriginPolicy policy) {
		this.policy = policy;
	}

	@GetMapping({ "/api/cors-test", "/api/cors-test/" })
	CorsTest test(@RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable String origin) {
		String message = (origin != null) ? "CORS works for this origin."
				: "No Origin header: not a cross-origin request.";
		return new CorsTest(message, origin, this.policy.isAllowed(origin), this.policy.isKnown(origin),
				this.policy.isAllowAll());
	}

	/**
	 * The answer.
	 *
	 * @param message in words
	 * @param origin as the browser sent it; {@code null} if it did not
	 * @param allowed whether this origin may call
	 * @param credentials whether it may send cookies
	 * @param allowAll whether any origin may call
	 */
	record CorsTest(String message, @Nullable String origin, boolean allowed, boolean credentials, boolean allowAll) {

	}

}
