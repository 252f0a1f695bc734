/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.NodeChannel;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Other nodes, in the hands of a test.
 */
final class OtherNodes implements NodeChannel {

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private volatile boolean heard = true;

	void becomeUnheard() {
		this.heard = false;
	}

	void changedAll(String cache) {
		this.listeners.forEach((listener) -> listener.received(new CacheMessage(cache, null).toBytes()));
	}

	@Override
	public CompletionStage<?> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, String topic, byte[] message) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public @Nullable ChannelMessage message(String topic, byte[] message) {
		return null;
	}

	@Override
	public boolean isNotPermitted(String error) {
		return false;
	}

	@Override
	public void subscribe(String topic, Listener listener) {
		this.listeners.add(listener);
	}

	@Override
	public boolean isTrusted() {
		return this.heard;
	}

}
