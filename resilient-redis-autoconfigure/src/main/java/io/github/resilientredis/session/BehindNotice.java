/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;

/**
 * Tells the other nodes that the database has something that Redis does not have yet, at
 * most once a second, and only where Redis takes messages: where it does not, they see
 * for themselves. One field, written by whoever tells.
 */
final class BehindNotice {

	private static final RedisOperation TELL = RedisOperation.idempotent("session.publish").onAnyMaster();

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final RedisGuard guard;

	private final NodeChannel channel;

	private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

	BehindNotice(RedisGuard guard, NodeChannel channel) {
		this.guard = guard;
		this.channel = channel;
	}

	void give() {
		long now = System.nanoTime();
		long next = this.nextAt.get();
		if (now - next >= 0 && this.guard.getState().isReadable() && this.nextAt.compareAndSet(next, now + PAUSE)) {
			this.guard.submit(TELL,
					(redis) -> this.channel.publish(redis, SessionMessage.TOPIC, SessionMessage.behind())
						.thenApply((told) -> true));
		}
	}

}
