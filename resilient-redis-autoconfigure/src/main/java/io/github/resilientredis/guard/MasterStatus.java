/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of one master of a Cluster, taken from memory.
 *
 * @param address where it is, {@code host:port}
 * @param state the state of the guard as far as its keys are concerned, while the Cluster
 * as a whole is in use
 * @param since when this state began
 * @param lastError why it was last found unusable, without secrets; {@code null} if it
 * never was
 */
public record MasterStatus(String address, GuardState state, Instant since, @Nullable String lastError) {

}
