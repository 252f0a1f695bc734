/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.health;

import java.time.Clock;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.sample.cors.CorsStatus;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A short health page for people and front ends; {@code /actuator/health} has the
 * details. Answers from memory.
 */
@RestController
class HealthController {

	private final RedisGuard guard;

	private final CorsStatus cors;

	private final Clock clock;

	private final String database;

	HealthController(RedisGuard guard, CorsStatus cors, Clock clock,
			@Value("${sample.database-kind}") String database) {
		this.database = database;
		this.guard = guard;
		this.cors = cors;
		this.clock = clock;
	}

	@GetMapping({ "/api/health", "/api/health/" })
	HealthPage health() {
		GuardState state = this.guard.getState();
		// Without Redis the application goes on, so it is healthy all the same.
		return new HealthPage("healthy", this.clock.instant(),
				new Services(this.database, state, this.cors.describe()));
	}

	/**
	 * The page.
	 */
	record HealthPage(String status, Instant timestamp, Services services) {

	}

	/**
	 * The state of each service.
	 */
	record Services(String database, @JsonProperty("redis_cache") GuardState redisCache,
			@JsonProperty("cors_headers") String corsHeaders) {

	}

}
