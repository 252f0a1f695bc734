/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.RedisTarget;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens connections by the application's configuration. Opening may hang in a lookup of
 * names or in the client, so it is done on threads of their own and waited for, for a
 * bounded time. Confined to the thread of the diagnosis.
 */
final class Access {

	/** Where the server says our connection ends. */
	private static final Pattern LOCAL_ADDRESS = Pattern.compile("\\bladdr=(\\S+)");

	private final LettuceConnectionFactory factory;

	private final RedisTarget target;

	private final DiagnosisSettings settings;

	private final Deadline deadline;

	/** The last connection to a Cluster; written by the threads that open, in turn. */
	private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

	Access(LettuceConnectionFactory factory, RedisTarget target, DiagnosisSettings settings, Deadline deadline) {
		this.factory = factory;
		this.target = target;
		this.settings = settings;
		this.deadline = deadline;
	}

	/**
	 * How long opening may take: a lookup, a connection and a handshake, perhaps through
	 * several Sentinels.
	 */
	Duration limit() {
		return this.settings.deadline().dividedBy(2);
	}

	/**
	 * Open the connection.
	 * @return the server, or the Cluster as a whole
	 * @throws ExecutionException if it fails
	 * @throws TimeoutException if it takes too long
	 */
	Node open() throws ExecutionException, TimeoutException, InterruptedException {
		return node(this.target.describe(), await(this::commands));
	}

	/** Open another one and say how long that took, in milliseconds. */
	double openAgain() throws ExecutionException, TimeoutException, InterruptedException {
		long begin = System.nanoTime();
		await(() -> {
			this.factory.resetConnection();
			return commands();
		});
		return LatencyProbe.millis(System.nanoTime() - begin);
	}

	/**
	 * The servers to ask.
	 * @param entry the connection
	 * @param unanswered where to note servers that were not reached
	 * @return each master of a Cluster, otherwise the server
	 */
	List<Node> nodes(Node entry, Unanswered unanswered) throws InterruptedException {
		StatefulRedisClusterConnection<byte[], byte[]> connection = this.cluster;
		if (connection == null) {
			return List.of(entry.named(address(entry)));
		}
		List<Node> nodes = new ArrayList<>();
		for (RedisClusterNode master : connection.getPartitions()) {
			if (master.is(RedisClusterNode.NodeFlag.UPSTREAM) && !master.getSlots().isEmpty()) {
				String address = master.getUri().getHost() + ":" + master.getUri().getPort();
				try {
					nodes.add(node(address,
							await(() -> connection.getConnectionAsync(master.getNodeId())
								.get(this.settings.patience().toMillis(), TimeUnit.MILLISECONDS)
								.async())));
				}
				catch (ExecutionException | TimeoutException ex) {
					unanswered.note("master " + address, "not reached");
				}
			}
		}
		return nodes;
	}

	/** Sentinels know the master's address; here it is asked of the master. */
	private String address(Node entry) {
		if (this.target.mode() == RedisTarget.Mode.STANDALONE || this.target.mode() == RedisTarget.Mode.SOCKET) {
			return this.target.describe();
		}
		Matcher address = LOCAL_ADDRESS.matcher(entry.ask("CLIENT", "INFO").text());
		return address.find() ? address.group(1) : this.target.describe();
	}

	private Node node(String address, RedisClusterAsyncCommands<byte[], byte[]> commands) {
		return new Node(address, commands, this.target, this.deadline, this.settings.patience());
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<byte[], byte[]> commands() {
		if (this.factory.getRequiredNativeClient() instanceof RedisClusterClient client) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
			this.cluster = connection;
			return connection.async();
		}
		RedisConnection connection = this.factory.getConnection();
		return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
	}

	private <T> T await(Opening<T> opening) throws ExecutionException, TimeoutException, InterruptedException {
		CompletableFuture<T> opened = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				opened.complete(opening.open());
			}
			catch (Exception ex) {
				opened.completeExceptionally(ex);
			}
		}, "redis-diagnosis-connect");
		thread.setDaemon(true);
		thread.start();
		return opened.get(this.deadline.atMost(limit()).toNanos(), TimeUnit.NANOSECONDS);
	}

	/** What may hang. */
	private interface Opening<T> {

		T open() throws Exception;

	}

}
