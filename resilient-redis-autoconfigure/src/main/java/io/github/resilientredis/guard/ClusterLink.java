/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * A link to a Cluster: one connection of the client, which has one to each node. It is
 * usable while any master is; what a master that is away means for its keys is for
 * {@link Masters} to say.
 */
final class ClusterLink implements Link {

	private final StatefulRedisClusterConnection<byte[], byte[]> connection;

	private final LinkConnectionFactory views;

	private final GuardSettings settings;

	private final Clock clock;

	private final ClusterTopology topology;

	private final Masters masters = new Masters();

	ClusterLink(StatefulRedisClusterConnection<byte[], byte[]> connection, LinkConnectionFactory views,
			GuardSettings settings, Clock clock) {
		this.connection = connection;
		this.views = views;
		this.settings = settings;
		this.clock = clock;
		this.topology = new ClusterTopology(connection, (RedisClusterClient) views.getRequiredNativeClient());
	}

	@Override
	public Masters masters() {
		return this.masters;
	}

	@Override
	public RedisClusterAsyncCommands<byte[], byte[]> commands(RedisOperation operation) {
		if (operation.anywhere()) {
			for (Master master : this.masters.all()) {
				StatefulRedisConnection<byte[], byte[]> node = master.admits(operation.effect()) ? opened(master)
						: null;
				if (node != null) {
					return node.async();
				}
			}
		}
		return this.connection.async();
	}

	private @Nullable StatefulRedisConnection<byte[], byte[]> opened(Master master) {
		CompletableFuture<StatefulRedisConnection<byte[], byte[]>> node = this.topology.on(master.id());
		return (node.isDone() && !node.isCompletedExceptionally()) ? node.join() : null;
	}

	@Override
	public RedisConnection view(Duration timeout) {
		return this.views.view(this.connection, timeout);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Once a master has answered, the others have as long again as a probe may take.
	 */
	@Override
	public CompletableFuture<LinkIdentity> prove(Duration limit) {
		CompletableFuture<LinkIdentity> proven = new CompletableFuture<>();
		Map<Master, Optional<String>> answered = new ConcurrentHashMap<>();
		NoAnswer.limit(this.topology.learnFromAny().thenAccept((done) -> {
		}), limit).handle((done, failure) -> {
			resort();
			return this.masters.all()
				.stream()
				.map((master) -> probe(master).thenAccept((run) -> answered.put(master, run)))
				.toList();
		}).thenAccept((probes) -> {
			probes.forEach((probe) -> probe
				.thenRun(() -> CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS)
					.execute(() -> prove(answered, proven))));
			CompletableFuture.allOf(probes.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
				if (failure != null && answered.isEmpty()) {
					proven.completeExceptionally(failure);
				}
				else {
					prove(answered, proven);
				}
			});
		});
		return NoAnswer.limit(proven, this.settings.connectTimeout());
	}

	/**
	 * Those that answer later have not been recovered on, so their turn comes later. One
	 * number for each node: nothing to be sure of.
	 */
	private static void prove(Map<Master, Optional<String>> answered, CompletableFuture<LinkIdentity> proven) {
		if (!proven.isDone()) {
			answered.forEach((master, run) -> master.answers(run.orElse(null)));
			proven.complete(LinkIdentity.UNKNOWN);
		}
	}

	/**
	 * Look whether the Cluster has changed, through masters that serve; through any node
	 * if none does.
	 * @param limit how long that may take
	 * @return ends when it is known, or could not be learnt
	 */
	CompletableFuture<?> look(Duration limit) {
		List<String> serving = this.masters.all()
			.stream()
			.filter((master) -> master.state() == GuardState.AVAILABLE)
			.map(Master::id)
			.toList();
		CompletableFuture<?> learnt = serving.isEmpty() ? this.topology.learnFromAny()
				: this.topology.learnFrom(serving);
		return NoAnswer.limit(learnt.thenAccept((done) -> {
		}), limit).handle((done, failure) -> {
			resort();
			return done;
		});
	}

	private void resort() {
		this.masters.are(this.topology.nodes(), this::newMaster);
	}

	private Master newMaster(RedisClusterNode node) {
		String address = node.getUri().getHost() + ":" + node.getUri().getPort();
		return new Master(node.getNodeId(), address, SideCircuits.of("redis-" + address, this.settings), this.clock);
	}

	/**
	 * Ask a master a harmless question, and which run of the server it is.
	 * @return the run, empty if it does not tell; fails if it does not serve
	 */
	CompletableFuture<Optional<String>> probe(Master master) {
		byte[] marker = this.masters.recovered(master)
			.key(this.settings.keyPrefix() + "marker")
			.getBytes(StandardCharsets.UTF_8);
		return this.topology.on(master.id())
			.thenCompose((node) -> NoAnswer.limit(node.async()
				.get(marker)
				.thenCombine(serverRun(node.async()), (value, run) -> run)
				.toCompletableFuture(), this.settings.circuitBreaker().slowCallDuration()));
	}

	/** Never fails: it may not be permitted. */
	private static CompletionStage<Optional<String>> serverRun(RedisClusterAsyncCommands<byte[], byte[]> node) {
		return node.info("server").thenApply(ServerRun::in).exceptionally((failure) -> Optional.empty());
	}

	@Override
	public CompletionStage<Boolean> end(long clientId) {
		return CompletableFuture.completedFuture(false);
	}

	@Override
	public Executor callbacks() {
		return this.connection.getResources().eventExecutorGroup();
	}

	/** Its node connections come and go; the cluster client replaces them. */
	@Override
	public void onLost(Runnable listener) {
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

}
