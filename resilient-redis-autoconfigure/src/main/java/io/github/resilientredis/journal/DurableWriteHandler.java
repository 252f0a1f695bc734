/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * Applies one type of {@link DurableWrites} to Redis. Declare a bean for each type.
 */
public interface DurableWriteHandler {

	/**
	 * The type it applies: a short name, stable over releases since it is written to the
	 * journal's file, such as {@code chat}.
	 * @return the type
	 */
	String type();

	/**
	 * Send the commands of one write. Must not block, and must have the effect of once if
	 * done twice: a write whose answer was lost is repeated. Thread-safe.
	 * @param redis the commands
	 * @param key what it is about, as submitted
	 * @param payload what to write, as submitted
	 * @return ends with the answer
	 */
	CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload);

	/**
	 * Whether a later write of a key makes an earlier one superfluous that still waits.
	 * @return {@code false} unless overridden: all writes are applied, in order
	 */
	default boolean isReplacing() {
		return false;
	}

}
