/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * What sessions stand on.
 *
 * @param guard the way to Redis
 * @param journal keeps what Redis misses
 * @param channel tells the other nodes of sessions that have ended
 * @param database where sessions are, too, with {@link SessionFallback#JDBC};
 * {@code null} otherwise
 * @param clock tells the time; the clocks of all nodes must agree to a second or so
 */
public record SessionBackend(RedisGuard guard, Journal journal, NodeChannel channel, @Nullable SessionDatabase database,
		Clock clock) {

}
