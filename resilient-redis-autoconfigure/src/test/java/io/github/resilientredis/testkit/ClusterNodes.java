/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * Makes one Cluster of empty servers.
 */
final class ClusterNodes {

	static final int SLOTS = 16384;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private ClusterNodes() {
	}

	/**
	 * Starts a server that can become a node.
	 * @param nodeTimeout after which others take it for lost
	 * @param directives further configuration, names and values in turn
	 */
	static RedisServer start(Duration nodeTimeout, List<String> directives) {
		RedisServerBuilder builder = RedisServer.builder()
			.kind(ServerKind.LINKED)
			.config("cluster-enabled", "yes")
			.config("cluster-announce-ip", RedisServer.HOST)
			.config("cluster-node-timeout", String.valueOf(nodeTimeout.toMillis()))
			// A replica of any age may take over, and needs not wait to be synchronized.
			.config("cluster-replica-validity-factor", "0")
			.config("repl-diskless-sync-delay", "0");
		for (int i = 0; i < directives.size(); i += 2) {
			builder.config(directives.get(i), directives.get(i + 1));
		}
		return builder.start();
	}

	/**
	 * Divides the slots among masters, and waits until all nodes know each other.
	 * @param masters those that get slots, in this order
	 * @param nodes all, the masters first
	 */
	static void meet(List<RedisServer> masters, List<RedisServer> nodes) {
		for (int i = 0; i < masters.size(); i++) {
			masters.get(i).command(addSlots(firstSlot(i, masters.size()), firstSlot(i + 1, masters.size())));
		}
		for (int i = 0; i < nodes.size(); i++) {
			// Unlike epochs let each know at once which of two claims is the newer one.
			nodes.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
			for (RedisServer earlier : nodes.subList(0, i)) {
				nodes.get(i).command("CLUSTER", "MEET", earlier.host(), String.valueOf(earlier.port()));
			}
		}
		await(nodes, "cluster_known_nodes:" + nodes.size());
	}

	/** Makes a node the replica of another, both of which know each other. */
	static void replicate(RedisServer replica, RedisServer master) {
		replica.command("CLUSTER", "REPLICATE", String.valueOf(master.command("CLUSTER", "MYID")));
	}

	/**
	 * Waits until all say the state is ok, and what else is asked for.
	 * @param nodes who is asked
	 * @param facts what their {@code CLUSTER INFO} has to say
	 */
	static void await(List<RedisServer> nodes, String... facts) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(PATIENCE)
			.until(() -> nodes.stream().allMatch((node) -> {
				String info = String.valueOf(node.command("CLUSTER", "INFO"));
				return info.contains("cluster_state:ok") && Stream.of(facts).allMatch(info::contains);
			}));
	}

	/**
	 * Waits until a replica has its master's data, and all nodes know whose replica it
	 * is.
	 * @param replica the replica
	 * @param nodes who has to know
	 */
	static void awaitReplica(RedisServer replica, List<RedisServer> nodes) {
		String id = String.valueOf(replica.command("CLUSTER", "MYID"));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(PATIENCE)
			.until(() -> String.valueOf(replica.command("INFO", "replication")).contains("master_link_status:up")
					&& nodes.stream().allMatch((node) -> knowsReplica(node, id)));
	}

	private static boolean knowsReplica(RedisServer node, String id) {
		return String.valueOf(node.command("CLUSTER", "NODES"))
			.lines()
			.anyMatch((line) -> line.startsWith(id) && line.contains("slave ") && line.endsWith(" connected"));
	}

	/**
	 * Returns the first slot of one of several masters.
	 * @param index which one, from 0; their number gives the end of the last
	 * @param masters how many there are
	 */
	static int firstSlot(int index, int masters) {
		return SLOTS * index / masters;
	}

	private static String[] addSlots(int from, int to) {
		return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), IntStream.range(from, to).mapToObj(String::valueOf))
			.toArray(String[]::new);
	}

}
