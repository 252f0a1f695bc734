/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a node knows of revocations at a moment.
 *
 * @param complete whether it knows all that are in Redis and hears of new ones
 * @param completeAsOf up to when it knows all of them; stands still while it cannot hear
 * of new ones; {@code null} if it never knew all, or more than it may keep
 * @param tokens how many revoked tokens it knows
 * @param subjects for how many subjects it knows that earlier tokens are revoked
 */
public record TokenReplicaStatus(boolean complete, @Nullable Instant completeAsOf, long tokens, long subjects) {

}
