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
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * A link over one Lettuce connection.
 */
final class LettuceLink implements Link {

	private static final String RUN_ID = "run_id:";

	private final StatefulConnection<byte[], byte[]> connection;

	private final RedisClusterAsyncCommands<byte[], byte[]> commands;

	private final LinkConnectionFactory views;

	private final byte[] marker;

	LettuceLink(StatefulConnection<byte[], byte[]> connection, LinkConnectionFactory views, byte[] marker) {
		this.connection = connection;
		this.commands = commands(connection);
		this.views = views;
		this.marker = marker;
	}

	private static RedisClusterAsyncCommands<byte[], byte[]> commands(StatefulConnection<byte[], byte[]> connection) {
		if (connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			return cluster.async();
		}
		return ((StatefulRedisConnection<byte[], byte[]>) connection).async();
	}

	@Override
	public RedisClusterAsyncCommands<byte[], byte[]> commands() {
		return this.commands;
	}

	@Override
	public RedisConnection view(Duration timeout) {
		return this.views.view(this.connection, timeout);
	}

	@Override
	public CompletionStage<?> probe() {
		return this.commands.get(this.marker);
	}

	@Override
	public CompletionStage<LinkIdentity> identify() {
		if (this.connection instanceof StatefulRedisClusterConnection) {
			// One number for each node: nothing to be sure of.
			return CompletableFuture.completedFuture(LinkIdentity.UNKNOWN);
		}
		return this.commands.clientId()
			.thenCombine(this.commands.info("server"), (id, info) -> new LinkIdentity(serverRun(info), id))
			.exceptionally((failure) -> LinkIdentity.UNKNOWN);
	}

	private static @Nullable String serverRun(String info) {
		return info.lines()
			.filter((line) -> line.startsWith(RUN_ID))
			.map((line) -> line.substring(RUN_ID.length()).strip())
			.filter((id) -> !id.isEmpty())
			.findFirst()
			.orElse(null);
	}

	@Override
	public CompletionStage<Boolean> end(long clientId) {
		return this.commands.clientKill(KillArgs.Builder.id(clientId))
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
		if (this.connection instanceof StatefulRedisClusterConnection) {
			// Its node connections come and go; the cluster client replaces them.
			return;
		}
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
