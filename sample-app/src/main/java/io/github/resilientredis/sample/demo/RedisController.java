/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.time.Instant;

import io.github.resilientredis.sample.redis.RedisAction;
import io.github.resilientredis.sample.redis.RedisCondition;
import io.github.resilientredis.sample.redis.RedisControls;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Breaks and mends the embedded Redis, for clients on this machine.
 */
@RestController
class RedisController {

	private final @Nullable RedisControls controls;

	private final TrustedClients trusted;

	private final DemoHistory history;

	RedisController(ObjectProvider<RedisControls> controls, TrustedClients trusted, DemoHistory history) {
		this.controls = controls.getIfAvailable();
		this.trusted = trusted;
		this.history = history;
	}

	@PostMapping("/api/demo/redis/{action}")
	RedisCondition perform(@PathVariable String action, HttpServletRequest request) {
		RedisControls redis = this.controls;
		if (redis == null) {
			throw refusal(HttpStatus.NOT_FOUND, "There is no embedded Redis to be controlled.");
		}
		if (!this.trusted.isTrusted(request)) {
			throw refusal(HttpStatus.FORBIDDEN,
					"Redis can be controlled only from the machine it runs on, by http://localhost or 127.0.0.1.");
		}
		RedisAction known = RedisAction.of(action)
			.orElseThrow(() -> refusal(HttpStatus.NOT_FOUND, "Redis has no such control."));
		Instant begun = this.history.now();
		RedisCondition condition = redis.perform(known);
		this.history.performed(known.toString(), begun);
		return condition;
	}

	private static ErrorResponseException refusal(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
