/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * A link to one server, over one Lettuce connection.
 */
final class LettuceLink implements Link {

	private final StatefulRedisConnection<byte[], byte[]> connection;

	private final LinkConnectionFactory views;

	private final byte[] marker;

	LettuceLink(StatefulRedisConnection<byte[], byte[]> connection, LinkConnectionFactory views, byte[] marker) {
		this.connection = connection;
		this.views = views;
		this.marker = marker;
	}

	@Override
	public RedisClusterAsyncCommands<byte[], byte[]> commands(RedisOperation operation) {
		return this.connection.async();
	}

	@Override
	public RedisConnection view(Duration timeout) {
		return this.views.view(this.connection, timeout);
	}

	@Override
	public CompletableFuture<LinkIdentity> prove(Duration limit) {
		// Both at once, so that knowing costs no further round trip.
		return NoAnswer.limit(this.connection.async()
			.get(this.marker)
			.thenCombine(identify(), (value, identity) -> identity)
			.toCompletableFuture(), limit);
	}

	/** Never fails: it may not be permitted. */
	private CompletionStage<LinkIdentity> identify() {
		return this.connection.async()
			.clientId()
			.thenCombine(this.connection.async().info("server"),
					(id, info) -> new LinkIdentity(ServerRun.in(info).orElse(null), id))
			.exceptionally((failure) -> LinkIdentity.UNKNOWN);
	}

	@Override
	public CompletionStage<Boolean> end(long clientId) {
		return this.connection.async()
			.clientKill(KillArgs.Builder.id(clientId))
			.thenApply((count) -> true)
			.exceptionallyCompose((failure) -> isRefusal(failure) ? CompletableFuture.completedFuture(false)
					: CompletableFuture.failedFuture(failure));
	}

	private static boolean isRefusal(Throwable failure) {
		return failure instanceof RedisCommandExecutionException
				|| failure.getCause() instanceof RedisCommandExecutionException;
	}

	@Override
	public Executor callbacks() {
		return this.connection.getResources().eventExecutorGroup();
	}

	@Override
	public void onLost(Runnable listener) {
		this.connection.addListener(new RedisConnectionStateListener() {
			@Override
			public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
				listener.run();
			}
		});
		if (!this.connection.isOpen()) {
			listener.run();
		}
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

}
