/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RecoverySession;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to recover: from the first answer of Redis to the moment everybody is let
 * in. Its fields are used by the journal's thread alone.
 */
final class Recovery {

	/**
	 * How long it goes on for writers who never pause, once the backlog is in Redis: a
	 * part of the second within which Redis is to be in use again.
	 */
	private static final Duration PATIENCE = Duration.ofMillis(400);

	/** Before it looks again for what waits behind something under way. */
	private static final Duration PAUSE = Duration.ofMillis(5);

	private final RecoveringJournal journal;

	private final DataWatch watch;

	private final JournalStore store;

	private final ReplayHandlers handlers;

	private final ScheduledExecutorService thread;

	private final RecoverySession session;

	private final RecoveryProgress progress;

	private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

	/** What this attempt found, which readers have not been told. */
	private RedisData found = RedisData.KEPT;

	private boolean ended;

	private @Nullable Long deadline;

	Recovery(RecoveringJournal journal, DataWatch watch, ReplayHandlers handlers, ScheduledExecutorService thread,
			RecoverySession session, RecoveryProgress progress) {
		this.journal = journal;
		this.watch = watch;
		this.store = journal.store();
		this.handlers = handlers;
		this.thread = thread;
		this.session = session;
		this.progress = progress;
	}

	/**
	 * Begin, on the journal's thread.
	 * @return ends with the attempt; fails if Redis did not take all
	 */
	CompletableFuture<?> run() {
		this.watch.meet(this.session, this::found).whenCompleteAsync((done, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				replay();
			}
		}, this.thread);
		return this.result;
	}

	private void found(RedisData data) {
		this.found = (data != RedisData.KEPT) ? data : this.found;
		this.progress.found(data);
	}

	private void replay() {
		this.journal.replayOn(this.session, this.progress).whenComplete((taken, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				letIn(taken);
			}
		});
	}

	private void letIn(long taken) {
		List<JournalFeature> features = isOverdue() ? List.of() : this.handlers.features();
		boolean open = this.store.ifNoneIdle(features, this::open);
		if (open || this.ended || !this.session.isCurrent()) {
			this.result.complete(null);
		}
		else {
			Duration pause = (taken > 0) ? Duration.ZERO : PAUSE;
			this.thread.schedule(this::replay, pause.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	/** What is appended from now on is pending, so nobody is misled by it. */
	private boolean isOverdue() {
		long now = System.nanoTime();
		if (this.deadline == null) {
			this.deadline = now + PATIENCE.toNanos();
		}
		return now - this.deadline > 0;
	}

	private boolean open() {
		this.ended = true;
		reading();
		return this.journal.open(this.session, this.progress);
	}

	private void reading() {
		if (!this.session.isRead() || this.found != RedisData.KEPT) {
			this.handlers.reading(this.progress.data());
		}
	}

	private void fail(Throwable failure) {
		if (Failures.isRefusal(failure)) {
			// Only writes are refused: reads go on at once.
			reading();
		}
		this.result.completeExceptionally(failure);
	}

}
