/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.resilientredis.guard.RedisGuard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is done beside the requests, on a thread of its own: copies are read again after
 * this node may have missed what others said, and conflicts are told to the application.
 *
 * <p>
 * The flag is set by any thread and cleared by that one. Its queue holds one run at most,
 * and one task for each conflict.
 */
final class UserUpkeep {

	private static final Duration BEAT = Duration.ofMillis(100);

	private static final int PAGE = 200;

	private static final Log logger = LogFactory.getLog(UserRegistry.class);

	private final RedisGuard guard;

	private final UserSteps steps;

	private final UserMemory memory;

	private final Clock clock;

	private final Consumer<UserConflictEvent> publisher;

	private final AtomicBoolean due = new AtomicBoolean();

	private final ScheduledThreadPoolExecutor executor;

	UserUpkeep(RedisGuard guard, UserSteps steps, UserMemory memory, Clock clock,
			Consumer<UserConflictEvent> publisher) {
		this.guard = guard;
		this.steps = steps;
		this.memory = memory;
		this.clock = clock;
		this.publisher = publisher;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "resilient-redis-users");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
	}

	void start() {
		this.executor.scheduleWithFixedDelay(this::run, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
	}

	void stop() {
		this.executor.shutdownNow();
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/** Copies may be old. */
	void refresh() {
		this.due.set(true);
	}

	void publish(UserConflict conflict) {
		this.executor.execute(() -> {
			try {
				logger.warn("A user who registered or was changed during an outage is in conflict with another: "
						+ conflict.handleKind() + " of " + conflict.losing().id() + " is taken by "
						+ conflict.ownerId());
				this.publisher.accept(new UserConflictEvent(conflict));
			}
			catch (RuntimeException ex) {
				logger.error("A listener of UserConflictEvent failed: " + ex.getClass().getName());
			}
		});
	}

	private void run() {
		if (!this.guard.getState().isReadable() || !this.due.compareAndSet(true, false)) {
			return;
		}
		List<String> ids = this.memory.ids();
		for (int from = 0; from < ids.size() && !Thread.currentThread().isInterrupted(); from += PAGE) {
			if (!read(ids.subList(from, Math.min(from + PAGE, ids.size())))) {
				// Later, or when Redis is back.
				this.due.set(true);
				return;
			}
		}
	}

	private boolean read(List<String> ids) {
		UserCaller caller = UserCaller.background(this.guard);
		List<CompletableFuture<@Nullable Void>> answers = new ArrayList<>(ids.size());
		ids.forEach((id) -> answers.add(this.steps.look(caller, id).thenAccept((found) -> learn(id, found))));
		return answers.stream().allMatch((answer) -> answer.handle((done, failure) -> failure == null).join());
	}

	/** One who is missing may have been lost, which others find out. */
	private void learn(String id, UserOutcome found) {
		if (found.kind() == UserOutcome.Kind.DEAD) {
			this.memory.died(id);
		}
		UserState state = found.state();
		if (state != null) {
			this.memory.refresh(state);
		}
	}

}
