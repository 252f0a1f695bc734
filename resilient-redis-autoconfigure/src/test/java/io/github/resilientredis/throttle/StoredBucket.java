/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.testkit.RedisServer;

/**
 * A bucket as it lies in Redis, read without a throttle and without taking anything.
 */
final class StoredBucket {

	private static final String HEX = """
			local value = redis.call('GET', KEYS[1])
			if not value then return false end
			return (string.gsub(value, '.', function(c) return string.format('%02x', string.byte(c)) end))
			""";

	private final RedisServer server;

	private final LimitShape shape;

	private final String key;

	StoredBucket(RedisServer server, ThrottleLimit limit, String key) {
		this.server = server;
		this.shape = new LimitShape(limit);
		this.key = BucketKeys.bucket(GuardSettings.defaults().keyPrefix(), limit.name(), BucketKeys.name(key));
	}

	String key() {
		return this.key;
	}

	void delete() {
		this.server.command("DEL", this.key);
	}

	boolean exists() {
		return hex() != null;
	}

	/** What is left of the first rate; below zero if something is owed. */
	long left() {
		String hex = hex();
		long now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
		RemoteBucketState state = (hex != null) ? SeenState.of(HexFormat.of().parseHex(hex)).copy() : null;
		RemoteBucketState present = (state != null) ? this.shape.refilled(state, now) : this.shape.full(now);
		return present.getState().getCurrentSize(0);
	}

	/** Waits until so much is left, at most a second if nothing else is said. */
	void has(long left) {
		has(left, Duration.ofSeconds(1));
	}

	void has(long left, Duration within) {
		Awaitility.await("what is left of " + this.key)
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.atMost(within)
			.until(this::left, Long.valueOf(left)::equals);
	}

	private @Nullable String hex() {
		return (String) this.server.command("EVAL", HEX, "1", this.key);
	}

}
