/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;

/**
 * A Redis Cluster of real servers: masters that share the slots evenly, each with a
 * replica that takes over when the others have missed its master for the node timeout.
 * Each node can be killed, hung and started again by its {@link RedisServer}; a master
 * that comes back after another took over becomes its replica.
 * <p>
 * What a method calls the master of a key is the node that had the key at first, whoever
 * has it now. For one thread, but for queries.
 */
public final class ClusterSet implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<RedisServer> nodes = new ArrayList<>();

	private final int masters;

	private ClusterSet(int masters) {
		this.masters = masters;
	}

	/** Starts three masters and three replicas that serve what they can. */
	public static ClusterSet start() {
		return builder().start();
	}

	public static Builder builder() {
		return new Builder();
	}

	private void form(boolean withReplicas) {
		ClusterNodes.meet(masters(), this.nodes);
		if (withReplicas) {
			masters().forEach((master) -> ClusterNodes.replicate(replicaOf(master), master));
			masters().forEach((master) -> ClusterNodes.awaitReplica(replicaOf(master), this.nodes));
		}
		awaitWhole();
	}

	/** All servers, those that began as masters first. */
	public List<RedisServer> nodes() {
		return List.copyOf(this.nodes);
	}

	/** Those that began as masters, in the order of their slots. */
	public List<RedisServer> masters() {
		return List.copyOf(this.nodes.subList(0, this.masters));
	}

	/** The addresses, as {@code spring.data.redis.cluster.nodes} takes them. */
	public String addresses() {
		return this.nodes.stream().map((node) -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
	}

	/**
	 * Returns the replica that is to take over.
	 * @param master one of {@link #masters()}
	 * @return the replica
	 */
	public RedisServer replicaOf(RedisServer master) {
		int index = index(master) + this.masters;
		if (index >= this.nodes.size()) {
			throw new IllegalStateException("Built without replicas");
		}
		return this.nodes.get(index);
	}

	/**
	 * Returns which of {@link #masters()} a key belonged to at first.
	 * @param key the key, with its hash tag if any
	 * @return the master
	 */
	public RedisServer masterOf(String key) {
		int slot = SlotHash.getSlot(key);
		int index = IntStream.range(0, this.masters)
			.filter((candidate) -> slot < ClusterNodes.firstSlot(candidate + 1, this.masters))
			.findFirst()
			.orElseThrow();
		return this.nodes.get(index);
	}

	/**
	 * Finds keys of a master, always the same.
	 * @param master one of {@link #masters()}
	 * @param prefix what each key begins with; what follows is a number
	 * @return keys without end
	 */
	public Stream<String> keysOn(RedisServer master, String prefix) {
		index(master);
		return IntStream.iterate(0, (number) -> number + 1)
			.mapToObj((number) -> prefix + number)
			.filter((key) -> masterOf(key) == master);
	}

	/**
	 * Finds one key of a master, always the same.
	 * @param master one of {@link #masters()}
	 * @param prefix what it begins with; what follows is a number
	 * @return the key
	 */
	public String keyOn(RedisServer master, String prefix) {
		return keysOn(master, prefix).findFirst().orElseThrow();
	}

	/** How often a command was carried out on all nodes that answer. */
	public long calls(String command) {
		return answering().mapToLong((server) -> server.calls(command)).sum();
	}

	/**
	 * Returns whether a replica has taken over from its master: it carries out a write
	 * for the master's slots.
	 * @param master one of {@link #masters()}, which is killed or hangs
	 * @return {@code true} if so
	 */
	public boolean isTakenOver(RedisServer master) {
		try {
			replicaOf(master).command("DEL", keyOn(master, "test-kit:taken-over:"));
			return true;
		}
		catch (RespException ex) {
			return false;
		}
	}

	/** Waits until a replica {@link #isTakenOver has taken over} from its master. */
	public void awaitTakeOver(RedisServer master) {
		Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> isTakenOver(master));
	}

	/** Waits until all nodes are there, agree, and serve all slots. */
	public void awaitWhole() {
		ClusterNodes.await(this.nodes, "cluster_known_nodes:" + this.nodes.size(), "cluster_size:" + this.masters,
				"cluster_slots_ok:" + ClusterNodes.SLOTS);
	}

	private Stream<RedisServer> answering() {
		return this.nodes.stream().filter((node) -> node.isRunning() && !node.isHung());
	}

	private int index(RedisServer master) {
		int index = this.nodes.indexOf(master);
		if (index < 0 || index >= this.masters) {
			throw new IllegalArgumentException(master + " did not begin as a master here");
		}
		return index;
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisServer::close);
	}

	/**
	 * What a Cluster is to be. Not thread-safe.
	 */
	public static final class Builder {

		private final List<String> directives = new ArrayList<>(List.of("cluster-require-full-coverage", "no"));

		private int masters = 3;

		private boolean replicas = true;

		private Duration nodeTimeout = Duration.ofSeconds(1);

		private Builder() {
		}

		public Builder masters(int number) {
			this.masters = number;
			return this;
		}

		/** Starts masters only, so that nobody takes over what one of them had. */
		public Builder withoutReplicas() {
			this.replicas = false;
			return this;
		}

		/**
		 * Sets how long a node may be silent before the others take it for lost.
		 * @param timeout 1 s if not set
		 * @return this
		 */
		public Builder nodeTimeout(Duration timeout) {
			this.nodeTimeout = timeout;
			return this;
		}

		/**
		 * Lets all nodes refuse all keys while some slots have no master, as Redis does
		 * if not told otherwise.
		 * @return this
		 */
		public Builder requireFullCoverage() {
			return config("cluster-require-full-coverage", "yes");
		}

		/**
		 * Adds a line of configuration for all nodes.
		 * @param directive its name
		 * @param value its arguments, separated by blanks
		 * @return this
		 */
		public Builder config(String directive, String value) {
			this.directives.addAll(List.of(directive, value));
			return this;
		}

		/**
		 * Starts the servers and waits until they are one Cluster.
		 * @return the Cluster
		 */
		public ClusterSet start() {
			ClusterSet cluster = new ClusterSet(this.masters);
			try {
				int nodes = this.replicas ? 2 * this.masters : this.masters;
				for (int i = 0; i < nodes; i++) {
					cluster.nodes.add(ClusterNodes.start(this.nodeTimeout, this.directives));
				}
				cluster.form(this.replicas);
				return cluster;
			}
			catch (RuntimeException ex) {
				cluster.close();
				throw ex;
			}
		}

	}

}
