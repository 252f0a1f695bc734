/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.throttle.ThrottledException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page asks for.
 */
@RestController
class DemoController {

	private static final String LIMIT = "demo";

	private final DemoStates states;

	private final TrustedClients trusted;

	private final Throttle throttle;

	DemoController(DemoStates states, TrustedClients trusted, Throttle throttle) {
		this.states = states;
		this.trusted = trusted;
		this.throttle = throttle;
	}

	/**
	 * Everything that is shown live. Who is signed in is not part of it: that is in the
	 * session, and reading the session asks Redis.
	 * @param after the last event that the page has seen
	 */
	@GetMapping("/api/demo/state")
	DemoState state(@RequestParam(defaultValue = "0") long after, HttpServletRequest request) {
		return this.states.state(after, this.trusted.isTrusted(request));
	}

	/**
	 * Who is signed in; unlike {@code /api/me}, nobody is an answer, too.
	 */
	@GetMapping("/api/demo/session")
	DemoSession session(@Nullable Authentication authentication) {
		return new DemoSession((authentication != null) ? authentication.getName() : null);
	}

	/**
	 * A call that few are allowed of, which says who decided.
	 */
	@GetMapping("/api/demo/limited")
	Admission limited(HttpServletRequest request) {
		ThrottleDecision decision = this.throttle.tryAcquire(LIMIT, request.getRemoteAddr());
		if (!decision.isAdmitted()) {
			throw new ThrottledException(decision);
		}
		return new Admission(decision.remaining(), decision.source());
	}

	/**
	 * Who is signed in.
	 *
	 * @param name the name; {@code null} if nobody is
	 */
	record DemoSession(@Nullable String name) {

	}

	/**
	 * A call was allowed.
	 *
	 * @param remaining how many more are
	 * @param decidedBy what decided it
	 */
	record Admission(long remaining, ThrottleSource decidedBy) {

	}

}
