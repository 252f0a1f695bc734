/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.function.Consumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;

/**
 * What can become of Redis while users register, and what the guard makes of it.
 */
enum UserFault {

	UP(GuardState.AVAILABLE, (server) -> {
	}, (server) -> {
	}),

	KILLED(GuardState.UNAVAILABLE, (server) -> {
		server.snapshot();
		server.kill();
	}, RedisServer::startUp),

	HUNG(GuardState.UNAVAILABLE, RedisServer::hang, RedisServer::resume),

	READ_ONLY(GuardState.WRITES_REFUSED, RedisServer::makeReadOnly, RedisServer::makeWritable),

	OUT_OF_MEMORY(GuardState.WRITES_REFUSED, RedisServer::fillMemory, RedisServer::freeMemory),

	FORCED_OPEN(GuardState.FORCED_OPEN, (server) -> {
	}, (server) -> {
	}),

	BACK_EMPTY(GuardState.UNAVAILABLE, RedisServer::kill, RedisServer::restartEmpty);

	private final GuardState state;

	private final Consumer<RedisServer> begin;

	private final Consumer<RedisServer> end;

	UserFault(GuardState state, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
		this.state = state;
		this.begin = begin;
		this.end = end;
	}

	/** What the guard makes of it once a write was tried. */
	GuardState state() {
		return this.state;
	}

	/** Whether clients without a guard feel it. */
	boolean isServers() {
		return this != UP && this != FORCED_OPEN;
	}

	/** Whether nobody can read. */
	boolean isAway() {
		return this.state == GuardState.UNAVAILABLE || this.state == GuardState.FORCED_OPEN;
	}

	void begin(RedisServer server, UserNode node) {
		this.begin.accept(server);
		if (this == FORCED_OPEN) {
			node.guard.forceOpen();
		}
	}

	void end(RedisServer server, UserNode node) {
		this.end.accept(server);
		if (this == FORCED_OPEN) {
			node.guard.release();
		}
	}

}
