/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.function.Consumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;

/**
 * What happens between the nodes of the contract and Redis, what the guard makes of it,
 * and whether sessions can be read from Redis meanwhile.
 */
enum SessionFault {

	UP(GuardState.AVAILABLE, true, (server) -> {
	}, (server) -> {
	}),

	KILLED(GuardState.UNAVAILABLE, false, (server) -> {
		server.snapshot();
		server.kill();
	}, RedisServer::startUp),

	HUNG(GuardState.UNAVAILABLE, false, RedisServer::hang, RedisServer::resume),

	READONLY(GuardState.WRITES_REFUSED, true, RedisServer::makeReadOnly, RedisServer::makeWritable),

	OOM(GuardState.WRITES_REFUSED, true, RedisServer::fillMemory, RedisServer::freeMemory),

	CUT_OFF(GuardState.UNAVAILABLE, false, (server) -> {
	}, (server) -> {
	}),

	FORCED_OPEN(GuardState.FORCED_OPEN, false, (server) -> {
	}, (server) -> {
	}),

	/** The nodes are started without it, and have never seen the sessions. */
	ABSENT_AT_START(GuardState.UNAVAILABLE, false, (server) -> {
		server.snapshot();
		server.kill();
	}, RedisServer::startUp),

	LOCAL_ONLY(GuardState.LOCAL_ONLY, false, (server) -> {
	}, (server) -> {
	});

	private final GuardState state;

	private final boolean readable;

	private final Consumer<RedisServer> begin;

	private final Consumer<RedisServer> end;

	SessionFault(GuardState state, boolean readable, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
		this.state = state;
		this.readable = readable;
		this.begin = begin;
		this.end = end;
	}

	GuardState state() {
		return this.state;
	}

	boolean isWriteRefused() {
		return this.state == GuardState.WRITES_REFUSED;
	}

	/** Whether no client gets an answer. */
	boolean isServerAway() {
		return this == KILLED || this == HUNG || this == ABSENT_AT_START;
	}

	/** Whether Redis answers reads. */
	boolean isReadable() {
		return this.readable;
	}

	void begin(RedisServer server) {
		this.begin.accept(server);
	}

	void begin(SessionNode node) {
		if (this == CUT_OFF) {
			node.proxy.refuse();
		}
		else if (this == FORCED_OPEN) {
			node.guard.forceOpen();
		}
	}

	void end(RedisServer server) {
		this.end.accept(server);
	}

	void end(SessionNode node) {
		if (this == CUT_OFF) {
			node.proxy.pass();
		}
		else if (this == FORCED_OPEN) {
			node.guard.release();
		}
	}

}
