/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.LuaScript;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;

/**
 * Counts the nodes that share the limits. Each says every second that it is alive. Key:
 * {@code <prefix>throttle:nodes}, a sorted set of nodes by the server's time of their
 * last beat in milliseconds, which expires with the last of them. Commands: EVALSHA,
 * EVAL, and in them TIME, ZADD, ZREMRANGEBYSCORE, PEXPIRE, ZCARD; ZREM at the end.
 *
 * <p>
 * The count is the greatest of the last beats, so that a Redis that begins anew does not
 * make every node think that it is alone. {@code counts} and {@code next} are written
 * under this object's monitor, {@code known} is read by anyone.
 */
final class NodeCount {

	static final Duration BEAT = Duration.ofSeconds(1);

	/** Who was silent for so long does not count. */
	private static final Duration SILENCE = Duration.ofSeconds(5);

	private static final int BEATS = 10;

	// KEYS: nodes; ARGV: node, silence in milliseconds
	private static final LuaScript<Integer> SCRIPT = new LuaScript<>(ScriptOutputType.INTEGER,
			(answer) -> ((Number) Objects.requireNonNull(answer)).intValue(), """
					local time = redis.call('TIME')
					local now = time[1] * 1000 + math.floor(time[2] / 1000)
					redis.call('ZADD', KEYS[1], now, ARGV[1])
					redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
					redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
					return redis.call('ZCARD', KEYS[1])
					""");

	private static final RedisOperation OPERATION = RedisOperation.idempotent("throttle.nodes").writing();

	private final RedisGuard guard;

	private final byte[] key;

	private final byte[] node;

	private final int[] counts = new int[BEATS];

	private int next;

	private volatile int known;

	NodeCount(RedisGuard guard, String prefix, String node) {
		this.guard = guard;
		this.key = (prefix + "throttle:nodes").getBytes(StandardCharsets.UTF_8);
		this.node = node.getBytes(StandardCharsets.UTF_8);
	}

	/** The count, 0 before the first. */
	int known() {
		return this.known;
	}

	/** Say that this node is alive, and count. */
	CompletableFuture<?> beat() {
		byte[] silence = String.valueOf(SILENCE.toMillis()).getBytes(StandardCharsets.US_ASCII);
		return this.guard
			.submit(OPERATION.onKey(this.key),
					(redis) -> SCRIPT.send(redis, new byte[][] { this.key }, this.node, silence))
			.thenAccept(this::counted);
	}

	private synchronized void counted(@Nullable Integer count) {
		this.counts[this.next] = (count != null) ? count : 0;
		this.next = (this.next + 1) % BEATS;
		this.known = Arrays.stream(this.counts).max().orElse(0);
	}

	/** Say that this node is gone. */
	void leave() {
		this.guard.submit(OPERATION.onKey(this.key), (redis) -> redis.zrem(this.key, this.node));
	}

}
