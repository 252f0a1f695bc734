/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One change of state. Also published as an application event, in order, on a thread of
 * the guard.
 *
 * @param previous the state that ended
 * @param current the state that began
 * @param at when it began
 * @param lasted how long the previous state lasted
 * @param reason why, without secrets; {@code null} when Redis was found usable
 * @param attempt the number of the connection attempt that caused the change, counted
 * from 1 since the last usable connection; 0 if none did
 * @param replayed how many journal records were replayed before Redis was used again
 */
public record GuardStateChange(GuardState previous, GuardState current, Instant at, Duration lasted,
		@Nullable String reason, int attempt, long replayed) {

}
