/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * The channel of an application that is alone: nobody to tell, nothing to miss.
 */
final class SingleNodeChannel implements NodeChannel {

	static final NodeChannel INSTANCE = new SingleNodeChannel();

	private SingleNodeChannel() {
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
		// Nothing will be heard.
	}

	@Override
	public boolean isTrusted() {
		return true;
	}

}
