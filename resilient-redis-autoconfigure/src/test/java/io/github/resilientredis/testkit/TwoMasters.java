/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A Redis Cluster of two masters, each with half of the slots.
 */
public final class TwoMasters implements AutoCloseable {

	private static final int SLOTS = 16384;

	private final RedisServer first = node();

	private final RedisServer second = node();

	private TwoMasters() {
	}

	/** Starts both and waits until they know each other. */
	public static TwoMasters start() {
		TwoMasters cluster = new TwoMasters();
		try {
			cluster.meet();
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	private void meet() {
		this.first.command(slots(0, SLOTS / 2));
		this.second.command(slots(SLOTS / 2, SLOTS));
		this.first.command("CLUSTER", "MEET", this.second.host(), String.valueOf(this.second.port()));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> masters().allMatch(TwoMasters::isWhole));
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
		return RedisServer.builder().config("cluster-enabled", "yes").config("cluster-node-timeout", "2000").start();
	}

	private static String[] slots(int from, int to) {
		return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), IntStream.range(from, to).mapToObj(String::valueOf))
			.toArray(String[]::new);
	}

	private static boolean isWhole(RedisServer server) {
		String info = String.valueOf(server.command("CLUSTER", "INFO"));
		return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2");
	}

}
