/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the users that wait on this node to Redis: when Redis is back, and every second
 * for those left behind by a lone timeout. One thread, with nothing queued but its next
 * run and at most one extra run for each change of state.
 */
class UserHandover implements GuardListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(UserHandover.class);

	private final RedisGuard guard;

	private final LocalUsers local;

	private final GuardedUserStore store;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "user-handover");
		thread.setDaemon(true);
		return thread;
	});

	UserHandover(RedisGuard guard, LocalUsers local, GuardedUserStore store) {
		this.guard = guard;
		this.local = local;
		this.store = store;
	}

	void start() {
		this.guard.addListener(this);
		this.executor.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		if (change.current() == GuardState.AVAILABLE) {
			this.executor.execute(this::run);
		}
	}

	private void run() {
		try {
			handOver();
		}
		catch (RedisUnavailableException ex) {
			logger.debug("Redis went away again, the rest of the users wait", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Could not write a user to Redis", ex);
		}
	}

	void handOver() {
		if (!this.guard.getState().isWritable()) {
			return;
		}
		for (Account account : this.local.unsaved()) {
			try {
				this.store.save(account);
			}
			catch (UserConflictException ex) {
				this.local.drop(account);
				logger.warn("User {} registered during the outage, but another node gave the same {} away",
						account.user().id(), ex.getField());
			}
		}
	}

	@Override
	public void close() {
		this.guard.removeListener(this);
		this.executor.shutdownNow();
	}

}
