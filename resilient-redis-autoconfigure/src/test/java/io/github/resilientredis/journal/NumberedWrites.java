/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * Writes that show what became of them: of a key, the numbers that arrived (each once),
 * the last word, and in which order and how often all came.
 */
final class NumberedWrites implements DurableWriteHandler {

	static final String TYPE = "numbers";

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		String name = JournalNode.text(key);
		String number = JournalNode.text(payload);
		return redis.zadd(JournalNode.bytes("set:" + name), Double.parseDouble(number), payload)
			.thenCombine(redis.set(JournalNode.bytes("last:" + name), payload), (added, done) -> done)
			.thenCombine(redis.rpush(JournalNode.bytes("log:" + name), payload), (done, length) -> length);
	}

}
