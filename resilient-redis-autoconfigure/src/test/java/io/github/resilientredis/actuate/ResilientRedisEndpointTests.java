/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.List;
import java.util.Map;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ResilientRedisEndpointTests {

	private final SettableGuard guard = new SettableGuard(GuardState.AVAILABLE);

	private final ResilientRedisEndpoint endpoint = endpoint(List.of());

	@ParameterizedTest
	@EnumSource(GuardState.class)
	void theReportIsFromMemoryInEveryState(GuardState state) {
		this.guard.become(state);
		OperatorReport report = this.endpoint.report();
		assertThat(report.state()).isEqualTo(state.name());
		assertThat(report.reads()).isEqualTo(state.isReadable() ? "redis" : "fallback");
		assertThat(report.writes()).isEqualTo(state.isWritable() ? "redis" : "fallback");
		assertThat(report.features()).containsEntry("cache", Map.of("managed", false));
		assertThat(report.configuration()).containsKey("resilient-redis.timeout");
		assertThat(this.guard.refused()).as("calls to Redis").isZero();
	}

	@ParameterizedTest
	@EnumSource(value = GuardState.class, mode = EnumSource.Mode.EXCLUDE, names = "LOCAL_ONLY")
	void redisIsSwitchedOffInEveryState(GuardState state) {
		this.guard.become(state);
		assertAnswer("FORCED_OPEN", null, 200, "FORCED_OPEN");
		assertThat(this.guard.getState()).isEqualTo(GuardState.FORCED_OPEN);
	}

	@Test
	void whatRunsWithoutRedisHasNothingToSwitch() {
		this.guard.become(GuardState.LOCAL_ONLY);
		assertAnswer("FORCED_OPEN", null, 409, "local-only");
		assertAnswer("AVAILABLE", null, 409, "local-only");
		assertThat(this.guard.getState()).isEqualTo(GuardState.LOCAL_ONLY);
	}

	@Test
	void whatIsNotUnderstoodIsRefusedInEveryStateWithWhatIs() {
		assertAnswer("UNAVAILABLE", null, 400, "FORCED_OPEN (switch Redis off) or AVAILABLE");
		assertAnswer(null, null, 400, "Give either 'state' or 'action'");
		assertAnswer("FORCED_OPEN", "REPLAY", 400, "Give either 'state' or 'action'");
		assertAnswer("x".repeat(1_000_000), null, 400, "FORCED_OPEN");
		assertThat(this.guard.getState()).isEqualTo(GuardState.AVAILABLE);
	}

	@Test
	void actionsOfFeaturesAreDoneAndSayWhetherTheyWere() {
		ResilientRedisEndpoint acting = endpoint(
				List.of(new OperatorAction("TIDY", () -> new OperatorAction.Result(true, Map.of("tidied", 3))),
						new OperatorAction("IRON", () -> new OperatorAction.Result(false, Map.of("message", "cold")))));
		assertThat(acting.report().actions()).containsExactly("IRON", "TIDY");
		assertThat(body(acting.change(null, "tidy"))).containsEntry("tidied", 3).containsEntry("state", "AVAILABLE");
		assertThat(acting.change(null, "IRON").getStatus()).isEqualTo(409);
		assertThat(body(acting.change(null, "COOK"))).containsEntry("message", "'action' must be one of IRON, TIDY");
	}

	private void assertAnswer(@Nullable String state, @Nullable String action, int status, String text) {
		WebEndpointResponse<Map<String, Object>> answer = this.endpoint.change(state, action);
		assertThat(answer.getStatus()).isEqualTo(status);
		assertThat(body(answer).toString()).contains(text).hasSizeLessThan(500);
	}

	private static Map<String, Object> body(WebEndpointResponse<Map<String, Object>> answer) {
		Map<String, Object> body = answer.getBody();
		assertThat(body).isNotNull();
		return body;
	}

	private ResilientRedisEndpoint endpoint(List<OperatorAction> actions) {
		return new ResilientRedisEndpoint(this.guard, Journal.none(), List.of(new GuardedFeature("cache", false)), null,
				new CallLatencies(), new EffectiveConfiguration(new StandardEnvironment(), List.of()), actions);
	}

}
