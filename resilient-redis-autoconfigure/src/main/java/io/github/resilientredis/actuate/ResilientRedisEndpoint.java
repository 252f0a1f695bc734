/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.resilientredis.guard.CallCounters;
import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Endpoint {@code resilientredis}: tells operators what the guard does and knows, and
 * lets them switch Redis off and on. Answers from memory in every state; never asks
 * Redis.
 *
 * <p>
 * To write: <code>{"state": "FORCED_OPEN"}</code> switches Redis off,
 * <code>{"state": "AVAILABLE"}</code> releases it again (the guard then looks for Redis;
 * the answer has the state of this moment), and <code>{"action": …}</code> has one of the
 * {@link OperatorAction}s done. Each may be asked for twice. What is not understood is
 * answered 400, what makes no sense in the present state 409, both with a message that
 * names what may be asked.
 */
@WebEndpoint(id = "resilientredis")
public final class ResilientRedisEndpoint {

	private static final String STATES = "'state' must be FORCED_OPEN (switch Redis off) or AVAILABLE (release it)";

	private final RedisGuard guard;

	private final Journal journal;

	private final List<GuardedFeature> features;

	private final @Nullable CallCounters counters;

	private final CallLatencies latencies;

	private final EffectiveConfiguration configuration;

	private final Map<String, OperatorAction> actions = new TreeMap<>();

	/**
	 * Create the endpoint.
	 * @param guard the guard
	 * @param journal what waits for Redis
	 * @param features the parts that run on the guard
	 * @param counters counts calls; {@code null} if nobody does
	 * @param latencies how long Redis was waited for
	 * @param configuration the properties in effect
	 * @param actions what can be asked for
	 */
	public ResilientRedisEndpoint(RedisGuard guard, Journal journal, List<GuardedFeature> features,
			@Nullable CallCounters counters, CallLatencies latencies, EffectiveConfiguration configuration,
			List<OperatorAction> actions) {
		this.guard = guard;
		this.journal = journal;
		this.features = List.copyOf(features);
		this.counters = counters;
		this.latencies = latencies;
		this.configuration = configuration;
		actions.forEach((action) -> this.actions.put(action.name(), action));
	}

	/**
	 * Tell everything.
	 * @return the report
	 */
	@ReadOperation
	public OperatorReport report() {
		GuardStatus status = this.guard.getStatus();
		GuardState state = status.state();
		Map<String, Object> described = new LinkedHashMap<>();
		this.features.forEach((feature) -> described.put(feature.name(), feature.describe()));
		return new OperatorReport(state.name(), status.since().toString(), state.isReadable() ? "redis" : "fallback",
				state.isWritable() ? "redis" : "fallback", status.lastError(),
				this.guard.getHistory().stream().map(OperatorReport.Change::of).toList(),
				this.journal.status().details(), described, calls(), this.latencies.read(), this.configuration.read(),
				List.copyOf(this.actions.keySet()));
	}

	private Map<String, Map<String, Long>> calls() {
		Map<String, Map<String, Long>> calls = new TreeMap<>();
		if (this.counters != null) {
			for (CallFeature feature : CallFeature.values()) {
				for (CallOutcome outcome : CallOutcome.values()) {
					long count = this.counters.count(feature, outcome);
					if (count > 0) {
						calls.computeIfAbsent(name(feature), (key) -> new TreeMap<>()).put(name(outcome), count);
					}
				}
			}
		}
		return calls;
	}

	/**
	 * Switch Redis off or on, or have something done.
	 * @param state the state to go to
	 * @param action what to do; one of the two has to be given
	 * @return the state of this moment, and what became of it
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> change(@Nullable String state, @Nullable String action) {
		if ((state == null) == (action == null)) {
			return refused(WebEndpointResponse.STATUS_BAD_REQUEST,
					"Give either 'state' or 'action'. " + STATES + ". " + allowedActions());
		}
		return (state != null) ? changeTo(state.toUpperCase(Locale.ROOT)) : act(action);
	}

	private WebEndpointResponse<Map<String, Object>> changeTo(String wanted) {
		boolean off = wanted.equals(GuardState.FORCED_OPEN.name());
		if (!off && !wanted.equals(GuardState.AVAILABLE.name())) {
			return refused(WebEndpointResponse.STATUS_BAD_REQUEST, STATES);
		}
		if (this.guard.getState() == GuardState.LOCAL_ONLY) {
			return refused(409, "The application runs without Redis (resilient-redis.local-only)");
		}
		if (off) {
			this.guard.forceOpen();
		}
		else {
			this.guard.release();
		}
		return new WebEndpointResponse<>(current());
	}

	private WebEndpointResponse<Map<String, Object>> act(@Nullable String name) {
		OperatorAction action = (name != null) ? this.actions.get(name.toUpperCase(Locale.ROOT)) : null;
		if (action == null) {
			return refused(WebEndpointResponse.STATUS_BAD_REQUEST, allowedActions());
		}
		OperatorAction.Result result = action.run().get();
		Map<String, Object> body = current();
		body.putAll(result.details());
		return new WebEndpointResponse<>(body, result.done() ? WebEndpointResponse.STATUS_OK : 409);
	}

	private String allowedActions() {
		return "'action' must be one of " + String.join(", ", this.actions.keySet());
	}

	private WebEndpointResponse<Map<String, Object>> refused(int status, String message) {
		Map<String, Object> body = current();
		body.put("message", message);
		return new WebEndpointResponse<>(body, status);
	}

	private Map<String, Object> current() {
		GuardStatus status = this.guard.getStatus();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("state", status.state().name());
		body.put("since", status.since().toString());
		return body;
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
