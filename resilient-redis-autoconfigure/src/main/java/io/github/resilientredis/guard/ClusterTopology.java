/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.StatefulRedisClusterConnectionImpl;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;

/**
 * Learns from the nodes of a Cluster who serves which slots, and tells the client. The
 * client's own refresh asks all nodes and waits for the slowest, which during the loss of
 * one is a timeout; here the first answer counts. Commands: CLUSTER NODES.
 *
 * <p>
 * The newest epoch seen is kept by the supervisor's thread or a client's that follows it;
 * looks never overlap.
 */
final class ClusterTopology {

	private static final int MAX_ASKED = 3;

	private final StatefulRedisClusterConnection<byte[], byte[]> connection;

	private final RedisClusterClient client;

	private volatile long newestEpoch = -1;

	ClusterTopology(StatefulRedisClusterConnection<byte[], byte[]> connection, RedisClusterClient client) {
		this.connection = connection;
		this.client = client;
	}

	/** The nodes as the client knows them. */
	List<RedisClusterNode> nodes() {
		return List.copyOf(this.connection.getPartitions());
	}

	/**
	 * Ask some nodes and go by the first that answers.
	 * @param ids what the Cluster calls them
	 * @return ends when the client knows what the Cluster looks like; fails if none
	 * answered
	 */
	CompletableFuture<?> learnFrom(List<String> ids) {
		List<String> some = new ArrayList<>(ids);
		Collections.shuffle(some);
		return firstOf(some.stream().limit(MAX_ASKED).map(this::ask)).thenAccept(this::apply);
	}

	/** Ask all nodes, replicas too. */
	CompletableFuture<?> learnFromAny() {
		return firstOf(nodes().stream().map(RedisClusterNode::getNodeId).map(this::ask)).thenAccept(this::apply);
	}

	private CompletableFuture<Partitions> ask(String id) {
		return on(id).thenCompose((node) -> node.async().clusterNodes()).thenApply(ClusterPartitionParser::parse);
	}

	/** The connection to a node, which the client opens if need be. */
	CompletableFuture<StatefulRedisConnection<byte[], byte[]>> on(String id) {
		try {
			return this.connection.getConnectionAsync(id);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> CompletableFuture<T> firstOf(Stream<CompletableFuture<T>> answers) {
		CompletableFuture<T> first = new CompletableFuture<>();
		List<CompletableFuture<?>> ended = answers
			.<CompletableFuture<?>>map((answer) -> answer.thenAccept(first::complete))
			.toList();
		CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).exceptionally((failure) -> {
			first.completeExceptionally(failure);
			return null;
		});
		return first;
	}

	/** A view that is behind the one in use is no news. */
	private void apply(Partitions view) {
		long epoch = view.stream().mapToLong(RedisClusterNode::getConfigEpoch).max().orElse(-1);
		List<RedisClusterNode> found = view.stream()
			.filter(ClusterTopology::hasAddress)
			.filter((node) -> !isReplaced(node))
			.toList();
		if (epoch < this.newestEpoch || found.isEmpty()) {
			return;
		}
		this.newestEpoch = epoch;
		Map<String, RedisClusterNode> known = nodes().stream()
			.collect(Collectors.toMap(RedisClusterNode::getNodeId, Function.identity(), (one, same) -> one));
		if (!isKnown(found, known)) {
			use(found, known);
		}
	}

	private static boolean hasAddress(RedisClusterNode node) {
		return !node.is(NodeFlag.NOADDR) && !node.is(NodeFlag.HANDSHAKE);
	}

	/**
	 * It failed, and its slots are another's. The client would go on looking for keys
	 * there.
	 */
	private static boolean isReplaced(RedisClusterNode node) {
		return node.is(NodeFlag.FAIL) && node.getRole().isUpstream() && node.hasNoSlots();
	}

	private static boolean isKnown(List<RedisClusterNode> found, Map<String, RedisClusterNode> known) {
		return found.size() == known.size() && found.stream().allMatch((node) -> {
			RedisClusterNode same = known.get(node.getNodeId());
			return same != null && same.hasSameSlotsAs(node) && same.getRole() == node.getRole();
		});
	}

	private void use(List<RedisClusterNode> found, Map<String, RedisClusterNode> known) {
		RedisURI any = known.values().iterator().next().getUri();
		Partitions next = new Partitions();
		for (RedisClusterNode node : found) {
			RedisClusterNode same = known.get(node.getNodeId());
			// Credentials and TLS are as for the others; what it calls itself may be
			// empty.
			node.setUri((same != null) ? same.getUri()
					: RedisURI.builder(any)
						.withHost(node.getUri().getHost())
						.withPort(node.getUri().getPort())
						.build());
			next.add(node);
		}
		next.updateCache();
		this.client.setPartitions(next);
		if (this.connection instanceof StatefulRedisClusterConnectionImpl<byte[], byte[]> implementation) {
			implementation.setPartitions(next);
		}
	}

}
