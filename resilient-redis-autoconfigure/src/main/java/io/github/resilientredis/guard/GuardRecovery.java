/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletableFuture;

/**
 * What has to be done when Redis answers again, before anyone reads it. Called by the
 * guard's own thread; must not block it.
 */
public interface GuardRecovery {

	/**
	 * Whether something waits for Redis.
	 * @return whether {@link #recover} will take its time
	 */
	boolean hasBacklog();

	/**
	 * Do it, and then {@linkplain RecoverySession#open open} the session. Is called again
	 * with the same session for as long as Redis refuses writes, and with a new one when
	 * the connection was lost. The session may be used on after it was opened.
	 * @param session the way to Redis
	 * @return fails if it could not be done: with a {@link RedisUnavailableException} as
	 * the session threw it
	 */
	CompletableFuture<?> recover(RecoverySession session);

	/**
	 * A master of a Cluster answers again, or may take writes again, while the others are
	 * in use: do what has to be done before its keys are read. They are once this has
	 * ended well.
	 * @param session the way to Redis, opened before
	 * @param master the master
	 * @return fails if it could not be done; by default there is nothing to do
	 */
	default CompletableFuture<?> recover(RecoverySession session, RecoveredMaster master) {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Nothing has to be done but to see whether Redis takes writes again.
	 * @param keyPrefix the prefix of the library's own keys
	 * @return the recovery
	 */
	static GuardRecovery none(String keyPrefix) {
		return new WriteProbe(keyPrefix);
	}

}
