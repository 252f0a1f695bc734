/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps the replica complete, on a thread of its own: reads it anew after gaps, notes up
 * to when it is complete, and forgets what is long past. Where nodes cannot hear each
 * other, it is read anew every few seconds, so that there is something to go by when
 * Redis is away.
 *
 * <p>
 * Apart from the flag, which any thread may set once, its fields belong to that thread.
 */
final class TokenUpkeep {

	static final Duration BEAT = Duration.ofMillis(100);

	/** How far back trust in the channel does not reach. */
	static final Duration UNHEARD = Duration.ofSeconds(1);

	private static final Duration UNTRUSTED_RELOAD = Duration.ofSeconds(10);

	private static final Duration PURGE = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(TokenRevocationStore.class);

	private final RedisGuard guard;

	private final NodeChannel channel;

	private final TokenReplica replica;

	private final ReplicaReload reload;

	private final Clock clock;

	private final AtomicBoolean complained = new AtomicBoolean();

	private final ScheduledExecutorService executor;

	TokenUpkeep(RedisGuard guard, NodeChannel channel, TokenReplica replica, ReplicaReload reload, Clock clock) {
		this.guard = guard;
		this.channel = channel;
		this.replica = replica;
		this.reload = reload;
		this.clock = clock;
		this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "resilient-redis-tokens");
			thread.setDaemon(true);
			return thread;
		});
	}

	void start() {
		this.executor.scheduleWithFixedDelay(this::refresh, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
		this.executor.scheduleWithFixedDelay(this::purge, PURGE.toMillis(), PURGE.toMillis(), TimeUnit.MILLISECONDS);
	}

	void stop() {
		this.executor.shutdownNow();
	}

	private void refresh() {
		try {
			long now = this.clock.millis();
			// Trust first: it is taken away before a gap is told.
			boolean trusted = this.channel.isTrusted();
			if (!this.guard.getState().isReadable()) {
				return;
			}
			if (trusted && this.replica.isComplete()) {
				this.replica.current(now - UNHEARD.toMillis());
			}
			else if (isDue(trusted, now)) {
				reload();
			}
		}
		catch (RuntimeException ex) {
			complain(ex);
		}
	}

	private boolean isDue(boolean trusted, long now) {
		return !this.replica.isOverflowed()
				&& (trusted || Math.abs(now - this.reload.begunAt()) >= UNTRUSTED_RELOAD.toMillis());
	}

	private void reload() {
		boolean more = true;
		while (more && !Thread.currentThread().isInterrupted()) {
			more = this.reload.step();
		}
	}

	private void purge() {
		this.replica.sets().forEach(RevocationSet::purge);
		this.replica.relieve();
	}

	/** Says once what is not just Redis being away. */
	void complain(RuntimeException failure) {
		if (!Failures.isOutage(failure) && !this.executor.isShutdown() && this.complained.compareAndSet(false, true)) {
			logger.warn("Revoked tokens cannot be read from Redis, so that this node may know only some of them: "
					+ failure.getMessage());
		}
	}

}
