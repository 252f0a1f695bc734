/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.List;
import java.util.Map;

import io.github.resilientredis.guard.GuardStateChange;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells.
 *
 * @param state the state of the guard
 * @param since when it began
 * @param reads who answers reads, {@code redis} or {@code fallback}
 * @param writes who takes writes, likewise
 * @param lastError why Redis was last found unusable; {@code null} if it never was
 * @param history the last changes of state, oldest first
 * @param journal what waits for Redis
 * @param features what each feature says of itself
 * @param calls how many calls ended how since the start, by feature; features that made
 * none are missing
 * @param latency how long Redis was waited for in the last minutes, in milliseconds
 * @param configuration the properties in effect
 * @param actions what can be asked for
 */
public record OperatorReport(String state, String since, String reads, String writes, @Nullable String lastError,
		List<Change> history, Map<String, Object> journal, Map<String, Object> features,
		Map<String, Map<String, Long>> calls, Map<String, LatencyPercentiles> latency,
		Map<String, ConfiguredValue> configuration, List<String> actions) implements OperationResponseBody {

	/**
	 * A change of state.
	 *
	 * @param at when
	 * @param from the state that ended
	 * @param to the state that began
	 * @param lasted how long the state lasted that ended
	 * @param reason why; {@code null} when Redis was found usable
	 * @param replayed how many records were replayed before
	 */
	public record Change(String at, String from, String to, String lasted, @Nullable String reason, long replayed) {

		static Change of(GuardStateChange change) {
			return new Change(change.at().toString(), change.previous().name(), change.current().name(),
					change.lasted().toString(), change.reason(), change.replayed());
		}

	}

}
