/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.github.resilientredis.guard.CallOutcome;
import io.github.resilientredis.guard.CallTrace;
import io.github.resilientredis.guard.RedisOperation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallObservationsTests {

	private static final RedisOperation FIND = RedisOperation.idempotent("session.find")
		.onKey("session:s3cret".getBytes(java.nio.charset.StandardCharsets.UTF_8));

	private static final int CALLS = 200_000;

	private final List<String> stopped = new ArrayList<>();

	private final ObservationRegistry registry = ObservationRegistry.create();

	@Test
	void anObservationSaysWhatWasCalledAndWhatBecameOfIt() {
		listen();
		CallTrace trace = new CallObservations(this.registry).begun(FIND, true);
		assertThat(trace).isNotNull();
		assertThat(this.registry.getCurrentObservation()).isNotNull();
		trace.ended(CallOutcome.NOT_ASKED);
		assertThat(this.registry.getCurrentObservation()).isNull();
		assertThat(this.stopped).containsExactly("resilient.redis.call redis session.find "
				+ "[feature='session',operation='session.find',outcome='not_asked']");
	}

	@Test
	void aCallThatDoesNotBlockIsNotTheThreadsCurrentObservation() {
		listen();
		CallTrace trace = new CallObservations(this.registry).begun(FIND, false);
		assertThat(trace).isNotNull();
		assertThat(this.registry.getCurrentObservation()).isNull();
		trace.ended(CallOutcome.ANSWERED);
		assertThat(this.stopped).hasSize(1);
	}

	@Test
	void whatIsObservedWithinABlockingCallIsItsChild() {
		listen();
		CallTrace trace = new CallObservations(this.registry).begun(FIND, true);
		Observation inner = Observation.start("inner", this.registry);
		assertThat(inner.getContext().getParentObservation()).isNotNull();
		inner.stop();
		assertThat(trace).isNotNull();
		trace.ended(CallOutcome.ANSWERED);
	}

	@Test
	void namesAreBoundedHoweverManyAProgramMakes() {
		listen();
		CallObservations observations = new CallObservations(this.registry);
		for (int i = 0; i < OperationNames.MAX_NAMES + 10; i++) {
			CallTrace trace = observations.begun(RedisOperation.once("user." + i), true);
			assertThat(trace).isNotNull();
			trace.ended(CallOutcome.ANSWERED);
		}
		assertThat(this.stopped).filteredOn((line) -> line.contains("operation='other'")).hasSize(10);
		assertThat(this.stopped).filteredOn((line) -> line.contains("operation='user.1'")).hasSize(1);
	}

	@Test
	void nothingIsAllocatedWhereNobodyListens() {
		for (ObservationRegistry silent : List.of(ObservationRegistry.NOOP, this.registry)) {
			CallObservations observations = new CallObservations(silent);
			allocated(observations);
			assertThat(allocated(observations)).as("bytes for each call").isLessThan(1);
		}
	}

	private static double allocated(CallObservations observations) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		int traced = 0;
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < CALLS; i++) {
			traced += (observations.begun(FIND, true) != null) ? 1 : 0;
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(traced).isZero();
		return (double) allocated / CALLS;
	}

	private void listen() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {
			@Override
			public void onStop(Observation.Context context) {
				CallObservationsTests.this.stopped.add(context.getName() + " " + context.getContextualName() + " "
						+ context.getLowCardinalityKeyValues()
							.stream()
							.map((keyValue) -> keyValue.getKey() + "='" + keyValue.getValue() + "'")
							.toList()
							.toString()
							.replace(", ", ","));
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		});
	}

}
