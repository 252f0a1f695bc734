/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Redis does to the application: how it begins, what it means to a client without a
 * guard, and how it ends.
 */
enum RedisState {

	UP((redis) -> {
	}, UnguardedClient::assertWorks, (redis) -> {
	}),

	ABSENT_AT_START((redis) -> {
	}, UnguardedClient::assertFails, RedisServer::startUp),

	KILLED((redis) -> {
		redis.snapshot();
		redis.kill();
	}, UnguardedClient::assertFails, RedisServer::startUp),

	HUNG(RedisServer::hang, UnguardedClient::assertFails, RedisServer::resume),

	READ_ONLY(RedisServer::makeReadOnly, RedisState::assertReadsOnly, RedisServer::makeWritable),

	OUT_OF_MEMORY(RedisServer::fillMemory, RedisState::assertReadsOnly, RedisServer::freeMemory),

	/** It answers, but it has forgotten everything. */
	BACK_EMPTY(RedisServer::restartEmpty, UnguardedClient::assertWorks, (redis) -> {
	});

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	private final Consumer<RedisServer> begin;

	private final Consumer<UnguardedClient> bite;

	private final Consumer<RedisServer> end;

	RedisState(Consumer<RedisServer> begin, Consumer<UnguardedClient> bite, Consumer<RedisServer> end) {
		this.begin = begin;
		this.bite = bite;
		this.end = end;
	}

	/** Whether Redis takes what is written. */
	boolean isWritable() {
		return this == UP || this == BACK_EMPTY;
	}

	/** Whether Redis does not even answer. */
	boolean isAway() {
		return this == ABSENT_AT_START || this == KILLED || this == HUNG;
	}

	void begin(RedisServer redis) {
		this.begin.accept(redis);
	}

	/** What is seen by whoever has no guard, at this moment. */
	void assertBites(RedisServer redis) {
		try (UnguardedClient client = UnguardedClient.to(redis, TIMEOUT)) {
			this.bite.accept(client);
		}
	}

	void end(RedisServer redis) {
		this.end.accept(redis);
	}

	private static void assertReadsOnly(UnguardedClient client) {
		client.assertWriteFails();
		assertThat(client.get("nobody's key")).isNull();
	}

}
