/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One pass of the journal's records into Redis, batch by batch: each batch is sent
 * without waiting in between, and of one phase only, the first that has any. Records of
 * which the master in a Cluster is away are set aside, and the others go on.
 *
 * <p>
 * Its fields are used by the journal's thread alone; answers arrive on the client's
 * threads and are handed to it.
 */
final class Replay {

	private static final Log logger = LogFactory.getLog(Replay.class);

	private final JournalStore store;

	private final ReplayHandlers handlers;

	private final WriteHistory history;

	private final Executor thread;

	private final RecoverySession session;

	private final ReplayPace pace;

	private final RecoveryProgress progress;

	private final CompletableFuture<Long> result = new CompletableFuture<>();

	private long taken;

	private long left;

	Replay(JournalStore store, ReplayHandlers handlers, WriteHistory history, Executor thread, RecoverySession session,
			ReplayPace pace, RecoveryProgress progress) {
		this.store = store;
		this.handlers = handlers;
		this.history = history;
		this.thread = thread;
		this.session = session;
		this.pace = pace;
		this.progress = progress;
	}

	/**
	 * Replay as much as waits now, which is an end even if writers never pause. On the
	 * journal's thread.
	 * @return how many records were taken in hand; fails if Redis did not take one
	 */
	CompletableFuture<Long> run() {
		this.left = this.store.status().records();
		next();
		return this.result;
	}

	private void next() {
		for (List<JournalFeature> phase : this.handlers.byPhase().values()) {
			int most = phase.isEmpty() ? 0 : (int) Math.min(this.pace.size(), this.left);
			List<JournalEntry> entries = (most > 0) ? this.store.take(phase, most) : List.of();
			if (!entries.isEmpty()) {
				this.taken += entries.size();
				this.left -= entries.size();
				send(entries);
				return;
			}
		}
		this.result.complete(this.taken);
	}

	private void send(List<JournalEntry> entries) {
		long start = System.nanoTime();
		List<CompletableFuture<@Nullable Throwable>> answers = new ArrayList<>(entries.size());
		for (JournalEntry entry : entries) {
			answers.add(send(entry.record()).handle((done, failure) -> failure));
		}
		CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).whenCompleteAsync((done, none) -> {
			this.pace.answered(System.nanoTime() - start);
			settle(entries, answers);
		}, this.thread);
	}

	private CompletableFuture<?> send(JournalRecord record) {
		ReplayHandler handler = this.handlers.find(record.feature());
		try {
			Assert.state(handler != null, "no handler");
			RedisOperation operation = operation(handler, record);
			CompletableFuture<?> answer = handler.replay(new SessionTarget(this.session, operation), record,
					this.progress.data());
			Assert.state(answer != null, "no answer");
			return answer;
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static RedisOperation operation(ReplayHandler handler, JournalRecord record) {
		RedisOperation operation = RedisOperation.idempotent("journal." + record.feature());
		byte[] key = handler.keyOf(record);
		return (key != null) ? operation.onKey(key) : operation;
	}

	private void settle(List<JournalEntry> entries, List<CompletableFuture<@Nullable Throwable>> answers) {
		Settlement settlement = new Settlement();
		for (int i = 0; i < entries.size(); i++) {
			Throwable answer = answers.get(i).join();
			settle(entries.get(i), (answer != null) ? Failures.cause(answer) : null, settlement);
		}
		this.store.applied(settlement.ended);
		this.store.failed(settlement.failed);
		this.store.parked(settlement.parked);
		if (settlement.reason != null) {
			this.pace.slower();
			this.result.completeExceptionally(settlement.reason);
		}
		else {
			next();
		}
	}

	private void settle(JournalEntry entry, @Nullable Throwable failure, Settlement settlement) {
		if (failure instanceof RedisUnavailableException unavailable) {
			if (isSuspended(entry, unavailable)) {
				settlement.failed.add(entry);
			}
			else if (unavailable.isPartial()) {
				settlement.parked.add(entry);
			}
			else {
				settlement.failed.add(entry);
				settlement.reason = unavailable;
			}
		}
		else if (failure instanceof VirtualMachineError) {
			logger.error("Records of '" + entry.record().feature() + "' must wait", failure);
			this.handlers.suspend(entry.record().feature());
			settlement.failed.add(entry);
		}
		else {
			settlement.ended.add(entry);
			ended(entry.record(), failure);
		}
	}

	private void ended(JournalRecord record, @Nullable Throwable failure) {
		ReplayHandler handler = this.handlers.find(record.feature());
		if (failure != null) {
			logger.warn("A journal record of '" + record.feature() + "' is given up, because Redis will never take it: "
					+ failure.getClass().getName());
		}
		else if (handler != null) {
			this.history.wrote(handler.feature(), record.key(), record.payload());
			this.progress.replayed(handler.feature(), record);
		}
	}

	private boolean isSuspended(JournalEntry entry, RedisUnavailableException failure) {
		if (failure.isNotPermitted()) {
			this.handlers.suspend(entry.record().feature());
			return true;
		}
		return false;
	}

	/** What becomes of the records of a batch. */
	private static final class Settlement {

		private final List<JournalEntry> ended = new ArrayList<>();

		private final List<JournalEntry> failed = new ArrayList<>();

		private final List<JournalEntry> parked = new ArrayList<>();

		private @Nullable RedisUnavailableException reason;

	}

}
