/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.NodeChannel;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * A channel on which the test says what is heard and whether it is trusted. For one
 * thread, but for trust.
 */
final class SettableChannel implements NodeChannel {

	private final List<Listener> listeners = new ArrayList<>();

	private volatile boolean trusted;

	void trust(boolean now) {
		this.trusted = now;
	}

	void say(Revocation... revocations) {
		this.listeners.forEach((listener) -> listener.received(Revocation.message(List.of(revocations))));
	}

	void miss() {
		this.listeners.forEach(Listener::missed);
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
		return this.trusted;
	}

}
