/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.concurrent.TimeUnit;

import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.CallTrace;
import io.github.resilientredis.guard.RedisOperation;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallTimersTests {

	private static final RedisOperation FIND = RedisOperation.idempotent("session.find")
		.onKey("session:s3cret".getBytes(java.nio.charset.StandardCharsets.UTF_8));

	private final CallTimers timers = new CallTimers();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MockClock());

	@Test
	void aCallIsTimedByWhatItWasAndWhatBecameOfIt() {
		this.timers.bindTo(this.registry);
		call(FIND, CallOutcome.ANSWERED);
		call(FIND, CallOutcome.ANSWERED);
		call(FIND, CallOutcome.NOT_ASKED);
		Timer answered = this.registry.get("resilient.redis.call").tag("outcome", "answered").timer();
		assertThat(answered.getId().getTags()).extracting((tag) -> tag.getKey() + "=" + tag.getValue())
			.containsExactly("feature=session", "operation=session.find", "outcome=answered");
		assertThat(answered.count()).isEqualTo(2);
		assertThat(answered.totalTime(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(this.registry.get("resilient.redis.call").tag("outcome", "not_asked").timer().count()).isOne();
		assertThat(this.registry.getMeters()).hasSize(2);
	}

	@Test
	void eachRegistryHasAllCallsSinceItWasBound() {
		SimpleMeterRegistry second = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MockClock());
		this.timers.bindTo(this.registry);
		call(FIND, CallOutcome.ANSWERED);
		this.timers.bindTo(second);
		call(FIND, CallOutcome.ANSWERED);
		assertThat(this.registry.get("resilient.redis.call").timer().count()).isEqualTo(2);
		assertThat(second.get("resilient.redis.call").timer().count()).isOne();
	}

	@Test
	void namesAreBoundedHoweverManyAProgramMakes() {
		this.timers.bindTo(this.registry);
		for (int i = 0; i < OperationNames.MAX_NAMES + 10; i++) {
			call(RedisOperation.once("user." + i), CallOutcome.ANSWERED);
		}
		assertThat(this.registry.get("resilient.redis.call").tag("operation", "other").timer().count()).isEqualTo(10);
		assertThat(this.registry.get("resilient.redis.call").timers()).hasSize(OperationNames.MAX_NAMES + 1);
	}

	@Test
	void withoutARegistryNothingIsTimed() {
		assertThat(this.timers.begun(FIND, true)).isNull();
	}

	private void call(RedisOperation operation, CallOutcome outcome) {
		CallTrace trace = this.timers.begun(operation, true);
		assertThat(trace).isNotNull();
		trace.ended(outcome);
	}

}
