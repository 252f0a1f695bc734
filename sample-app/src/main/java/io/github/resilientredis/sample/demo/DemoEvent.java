/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import org.jspecify.annotations.Nullable;

/**
 * One line of the page's history. Immutable.
 *
 * @param id counted from 1
 * @param at when it happened
 * @param action what was done to the embedded Redis; {@code null} for a change of state
 * @param change how the guard's state changed; {@code null} for an action
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoEvent(long id, Instant at, @Nullable String action, @Nullable Change change) {

	/**
	 * A change of the guard's state.
	 *
	 * @param from the state before
	 * @param to the state since then
	 * @param reason why; {@code null} if Redis was found usable
	 * @param lasted how long the state before lasted, in milliseconds
	 * @param replayed how many journal records were replayed
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Change(GuardState from, GuardState to, @Nullable String reason, long lasted, long replayed) {

		static Change of(GuardStateChange change) {
			return new Change(change.previous(), change.current(), change.reason(), change.lasted().toMillis(),
					change.replayed());
		}

	}

}
