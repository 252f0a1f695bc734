/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Redis Cluster of two masters without replicas, each with half of the slots.
 */
public final class TwoMasters implements AutoCloseable {

	private final RedisServer first = node();

	private final RedisServer second = node();

	private TwoMasters() {
	}

	/** Starts both and waits until they know each other. */
	public static TwoMasters start() {
		TwoMasters cluster = new TwoMasters();
		try {
			ClusterNodes.meet(cluster.masters().toList(), cluster.masters().toList());
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	/** The one with the lower slots. */
	public RedisServer first() {
		return this.first;
	}

	public RedisServer second() {
		return this.second;
	}

	public Stream<RedisServer> masters() {
		return Stream.of(this.first, this.second);
	}

	/** The addresses, as {@code spring.data.redis.cluster.nodes} takes them. */
	public String nodes() {
		return this.first.host() + ":" + this.first.port() + "," + this.second.host() + ":" + this.second.port();
	}

	/** How often a command was carried out on both. */
	public long calls(String command) {
		return masters().mapToLong((server) -> server.calls(command)).sum();
	}

	@Override
	public void close() {
		this.first.close();
		this.second.close();
	}

	private static RedisServer node() {
		return ClusterNodes.start(Duration.ofSeconds(2), List.of());
	}

}
