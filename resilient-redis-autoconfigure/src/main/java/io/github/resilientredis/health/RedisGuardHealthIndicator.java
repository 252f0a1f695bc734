/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.MasterStatus;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health {@code redis}: says what Redis is doing and stays {@code UP} while fallbacks
 * carry the load, unless Redis is required. Answers from memory; never asks Redis.
 */
public final class RedisGuardHealthIndicator implements HealthIndicator {

	private final RedisGuard guard;

	private final Journal journal;

	private final boolean required;

	private final List<GuardedFeature> features;

	/**
	 * Create the indicator.
	 * @param guard the guard
	 * @param journal what waits for Redis
	 * @param required whether the application is down without Redis
	 * @param features the parts that run on the guard
	 */
	public RedisGuardHealthIndicator(RedisGuard guard, Journal journal, boolean required,
			List<GuardedFeature> features) {
		this.guard = guard;
		this.journal = journal;
		this.required = required;
		this.features = List.copyOf(features);
	}

	@Override
	public Health health() {
		GuardStatus status = this.guard.getStatus();
		GuardState state = status.state();
		Health.Builder health = (this.required && !state.isReadable()) ? Health.down() : Health.up();
		health.withDetail("state", state.name())
			.withDetail("since", status.since().toString())
			.withDetail("reads", state.isReadable() ? "redis" : "fallback")
			.withDetail("writes", state.isWritable() ? "redis" : "fallback")
			.withDetail("journal", this.journal.status().details());
		if (status.lastError() != null) {
			health.withDetail("lastError", status.lastError());
		}
		List<MasterStatus> masters = this.guard.getMasters();
		if (!masters.isEmpty()) {
			health.withDetail("masters", masters(masters));
		}
		if (!this.features.isEmpty()) {
			health.withDetail("features", features());
		}
		return health.build();
	}

	private static Map<String, Object> masters(List<MasterStatus> masters) {
		Map<String, Object> details = new TreeMap<>();
		masters.forEach((master) -> details.put(master.address(), master.state().name()));
		return details;
	}

	private Map<String, Object> features() {
		Map<String, Object> details = new LinkedHashMap<>();
		this.features.forEach((feature) -> details.put(feature.name(), feature.describe()));
		return details;
	}

}
