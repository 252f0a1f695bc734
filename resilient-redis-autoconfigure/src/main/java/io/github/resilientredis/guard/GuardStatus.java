/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of the guard, taken from memory.
 *
 * @param state the state
 * @param since when this state began
 * @param lastError why Redis was last found unusable, without secrets; {@code null} if it
 * never was
 */
public record GuardStatus(GuardState state, Instant since, @Nullable String lastError) {

}
