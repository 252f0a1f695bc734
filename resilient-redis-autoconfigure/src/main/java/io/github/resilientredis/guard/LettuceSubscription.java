/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * A subscription over one Lettuce connection. What it is told runs on the thread that
 * reads from the socket, and so only queues.
 */
final class LettuceSubscription implements Subscription {

	private final StatefulRedisPubSubConnection<byte[], byte[]> connection;

	private final byte[] channel;

	private final Reception reception;

	LettuceSubscription(StatefulRedisPubSubConnection<byte[], byte[]> connection, byte[] channel, Reception reception) {
		this.connection = connection;
		this.channel = channel;
		this.reception = reception;
	}

	@Override
	public CompletionStage<?> subscribe() {
		this.connection.addListener(new RedisPubSubAdapter<>() {
			@Override
			public void message(byte[] from, byte[] message) {
				LettuceSubscription.this.reception.received(message);
			}
		});
		this.connection.addListener(new RedisConnectionStateListener() {
			@Override
			public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
				LettuceSubscription.this.reception.connectionLost();
			}
		});
		if (!this.connection.isOpen()) {
			this.reception.connectionLost();
		}
		return this.connection.async().subscribe(this.channel);
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

}
