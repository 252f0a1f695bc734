/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.jspecify.annotations.Nullable;

/**
 * What a server is made to do, what the guard makes of it, and what is left to caches.
 */
enum RedisCondition {

	UP(null, GuardState.AVAILABLE, RedisAnswers.EVERYTHING),

	KILLED(RedisServer::kill, GuardState.UNAVAILABLE, RedisAnswers.NOTHING),

	HUNG(RedisServer::hang, GuardState.UNAVAILABLE, RedisAnswers.NOTHING),

	READONLY(RedisServer::makeReadOnly, GuardState.WRITES_REFUSED, RedisAnswers.READS),

	OOM(RedisServer::fillMemory, GuardState.WRITES_REFUSED, RedisAnswers.READS_AND_REMOVALS),

	FORCED_OPEN(null, GuardState.FORCED_OPEN, RedisAnswers.NOTHING),

	LOCAL_ONLY(null, GuardState.LOCAL_ONLY, RedisAnswers.NOTHING);

	private final @Nullable Consumer<RedisServer> fault;

	private final GuardState state;

	private final RedisAnswers answers;

	RedisCondition(@Nullable Consumer<RedisServer> fault, GuardState state, RedisAnswers answers) {
		this.fault = fault;
		this.state = state;
		this.answers = answers;
	}

	GuardState state() {
		return this.state;
	}

	RedisAnswers answers() {
		return this.answers;
	}

	/** What a node is to be started with. */
	List<String> properties() {
		return (this == LOCAL_ONLY) ? List.of("resilient-redis.local-only=true") : List.of();
	}

	/**
	 * Begins, and proves that an application without a guard would feel it.
	 * @param server a running server
	 */
	void begin(RedisServer server) {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			if (this.fault == null) {
				return;
			}
			this.fault.accept(server);
			if (this.answers.reads()) {
				unguarded.get("any");
				unguarded.assertWriteFails();
			}
			else {
				unguarded.assertFails();
			}
		}
	}

}
