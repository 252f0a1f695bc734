/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * A type of writes made of one command, which counts how often it was asked.
 */
final class CommandWrites implements DurableWriteHandler {

	final AtomicInteger applied = new AtomicInteger();

	private final String type;

	private final boolean replacing;

	private final Command command;

	CommandWrites(String type, boolean replacing, Command command) {
		this.type = type;
		this.replacing = replacing;
		this.command = command;
	}

	@Override
	public String type() {
		return this.type;
	}

	@Override
	public boolean isReplacing() {
		return this.replacing;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		this.applied.incrementAndGet();
		return this.command.send(redis, key, payload);
	}

	@FunctionalInterface
	interface Command {

		CompletionStage<?> send(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload);

	}

}
