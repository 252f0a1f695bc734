/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

/**
 * What can happen to Redis.
 */
enum Fault {

	ABSENT("absent at start", Effect.AWAY, Standalone::absent),

	KILLED("killed", Effect.AWAY, () -> Standalone.server(Effect.AWAY, (server) -> {
		server.snapshot();
		server.kill();
	}, RedisServer::startUp)),

	HUNG("hung", Effect.AWAY, () -> Standalone.server(Effect.AWAY, RedisServer::hang, RedisServer::resume)),

	SLOW("slow", Effect.LATE,
			() -> Standalone.way(Effect.LATE, (proxy) -> proxy.delay(Duration.ofMillis(300)), RedisProxy::pass)),

	CUT("connection cut mid-reply", Effect.AWAY,
			() -> Standalone.way(Effect.AWAY, RedisProxy::cutEveryReply, RedisProxy::pass)),

	SILENT("accepts and never answers", Effect.AWAY,
			() -> Standalone.way(Effect.AWAY, RedisProxy::blackHole, RedisProxy::pass)),

	READONLY("READONLY", Effect.WRITES_REFUSED,
			() -> Standalone.server(Effect.WRITES_REFUSED, RedisServer::makeReadOnly, RedisServer::makeWritable)),

	OOM("OOM", Effect.WRITES_REFUSED,
			() -> Standalone.server(Effect.WRITES_REFUSED, RedisServer::fillMemory, RedisServer::freeMemory)),

	WRONG_PASSWORD("wrong password", Effect.AWAY, () -> Standalone.server(Effect.AWAY, (server) -> {
		server.requirePassword("second");
		server.disconnectClients();
	}, (server) -> server.requirePassword(Standalone.PASSWORD))),

	LOADING("LOADING", Effect.AWAY,
			() -> Standalone.server(Effect.AWAY, (server) -> server.restartLoading(Duration.ofSeconds(3)),
					(server) -> Awaitility.await()
						.pollInSameThread()
						.pollDelay(Duration.ZERO)
						.pollInterval(Duration.ofMillis(10))
						.until(() -> isLoaded(server)))),

	MAX_CLIENTS("max clients", Effect.AWAY, () -> Standalone.server(Effect.AWAY, (server) -> {
		server.limitClients(0);
		server.disconnectClients();
	}, RedisServer::unlimitClients)),

	/** Of this node alone: it is cut off, while another goes on using Redis. */
	BACK_WITH_DATA("back with data", Effect.AWAY,
			() -> Standalone.way(Effect.AWAY, RedisProxy::refuse, RedisProxy::pass)),

	BACK_EMPTY("back empty", Effect.AWAY,
			() -> Standalone.server(Effect.AWAY, RedisServer::kill, RedisServer::restartEmpty)),

	BACK_OLD("back with an old snapshot", Effect.AWAY, Standalone::old),

	FLAPPING("flapping", Effect.UNSTEADY, () -> {
		Flapping flapping = new Flapping();
		return Standalone.way(Effect.UNSTEADY, flapping::begin, flapping::end);
	}),

	SENTINEL_FAILOVER("Sentinel failover", Effect.AWAY, SentinelSite::new),

	CLUSTER_NODE_LOSS("Cluster node loss", Effect.UNSTEADY, ClusterSite::new);

	private final String title;

	private final Effect effect;

	private final Supplier<Site> site;

	Fault(String title, Effect effect, Supplier<Site> site) {
		this.title = title;
		this.effect = effect;
		this.site = site;
	}

	String title() {
		return this.title;
	}

	Effect effect() {
		return this.effect;
	}

	/** Whether it is there before the application is. */
	boolean isAtStart() {
		return this == ABSENT;
	}

	/** Whether others can use Redis meanwhile. */
	boolean isOfThisNode() {
		return this == BACK_WITH_DATA;
	}

	/** Starts servers of its own, which are well, but for {@link #isAtStart()}. */
	Site open() {
		return this.site.get();
	}

	private static boolean isLoaded(RedisServer server) {
		try {
			return server.command("DBSIZE") != null;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
