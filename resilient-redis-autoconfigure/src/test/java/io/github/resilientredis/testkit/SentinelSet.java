/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A master, a replica, and three Sentinels that make the replica the master when the
 * master was silent for half a second. A master that comes back, or goes on, is made a
 * replica some 10 s later; until then it takes writes from whoever still talks to it.
 * <p>
 * For one thread, but for queries.
 */
public final class SentinelSet implements AutoCloseable {

	private static final String NAME = "test-kit";

	private static final String QUORUM = "2";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RedisServer first = data();

	private final RedisServer second = data();

	private final List<RedisServer> sentinels = Stream.generate(SentinelSet::sentinel).limit(3).toList();

	private SentinelSet() {
	}

	/** Starts all and waits until each Sentinel knows the others and the replica. */
	public static SentinelSet start() {
		SentinelSet set = new SentinelSet();
		try {
			set.form();
			return set;
		}
		catch (RuntimeException ex) {
			set.close();
			throw ex;
		}
	}

	private void form() {
		this.second.command("REPLICAOF", this.first.host(), String.valueOf(this.first.port()));
		// A Sentinel asks for replicas every 10 s only, so let it find them at once.
		await(() -> String.valueOf(this.first.command("INFO", "replication")).contains("state=online"));
		this.sentinels.forEach(this::monitor);
		await(() -> this.sentinels.stream().map(SentinelSet::facts).allMatch(SentinelSet::isComplete));
	}

	private void monitor(RedisServer sentinel) {
		sentinel.command("SENTINEL", "MONITOR", NAME, this.first.host(), String.valueOf(this.first.port()), QUORUM);
		sentinel.command("SENTINEL", "SET", NAME, "down-after-milliseconds", "500");
		sentinel.command("SENTINEL", "SET", NAME, "failover-timeout", "2000");
	}

	/** What {@code spring.data.redis.sentinel.master} has to be. */
	public String name() {
		return NAME;
	}

	/**
	 * The Sentinels' addresses, as {@code spring.data.redis.sentinel.nodes} takes them.
	 */
	public String addresses() {
		return this.sentinels.stream()
			.map((sentinel) -> sentinel.host() + ":" + sentinel.port())
			.collect(Collectors.joining(","));
	}

	/** The server that began as the master. */
	public RedisServer first() {
		return this.first;
	}

	/** The server that began as the replica. */
	public RedisServer second() {
		return this.second;
	}

	public List<RedisServer> sentinels() {
		return this.sentinels;
	}

	/**
	 * Returns whether the Sentinels that answer all say that a server is the master, and
	 * it says so too.
	 * @param server one of the two, which must answer
	 * @return {@code true} if so
	 */
	public boolean isMaster(RedisServer server) {
		return hasRole(server, "master") && this.sentinels.stream()
			.filter((sentinel) -> sentinel.isRunning() && !sentinel.isHung())
			.allMatch((sentinel) -> named(sentinel).equals(List.of(server.host(), String.valueOf(server.port()))));
	}

	/**
	 * Returns whether a server has been made a replica.
	 * @param server one of the two, which must answer
	 * @return {@code true} if so
	 */
	public boolean isReplica(RedisServer server) {
		return hasRole(server, "slave");
	}

	/** Waits until a server {@link #isMaster is the master}. */
	public void awaitMaster(RedisServer server) {
		await(() -> isMaster(server));
	}

	private static boolean hasRole(RedisServer server, String role) {
		try {
			return server.role().equals(role);
		}
		catch (UncheckedIOException ex) {
			// A Sentinel ends all connections of a server that gets another role.
			return false;
		}
	}

	private static Object named(RedisServer sentinel) {
		Object address = sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME);
		return (address != null) ? address : List.of();
	}

	private static String facts(RedisServer sentinel) {
		return String.valueOf(sentinel.command("INFO", "sentinel"));
	}

	private static boolean isComplete(String facts) {
		return facts.contains("status=ok") && facts.contains("slaves=1,sentinels=3");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(condition);
	}

	private static RedisServer data() {
		return RedisServer.builder()
			.kind(ServerKind.LINKED)
			.config("repl-diskless-sync-delay", "0")
			.config("replica-priority", "1")
			.start();
	}

	private static RedisServer sentinel() {
		return RedisServer.builder().kind(ServerKind.SENTINEL).start();
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisServer::close);
		this.first.close();
		this.second.close();
	}

}
