/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether Redis still has what this node wrote, by the marker, and has what it
 * lost written again.
 *
 * <p>
 * The fields below are written by the journal's thread, and read also by the client's.
 */
final class DataWatch {

	private static final Log logger = LogFactory.getLog(DataWatch.class);

	private static final RedisOperation MEET = RedisOperation.once("marker.meet");

	private static final RedisOperation BEAT = RedisOperation.once("marker.beat").writing();

	private final Marker marker;

	private final JournalStore store;

	private final WriteHistory history;

	private final ReplayHandlers handlers;

	private final Journal journal;

	private final Executor thread;

	private volatile @Nullable MarkerValue lastSeen;

	/** Whether it was said that the marker cannot be used, and is still true. */
	private final AtomicBoolean givenUp = new AtomicBoolean();

	/**
	 * On which session what was lost has been seen to, though nothing could be written.
	 */
	private volatile @Nullable RecoverySession readOn;

	DataWatch(Marker marker, JournalStore store, WriteHistory history, ReplayHandlers handlers, Journal journal,
			Executor thread) {
		this.marker = marker;
		this.store = store;
		this.history = history;
		this.handlers = handlers;
		this.journal = journal;
		this.thread = thread;
		this.lastSeen = MarkerValue.parse(store.note());
	}

	/**
	 * Look at the data before anyone else does, and have repeated what may be missing.
	 * Then advance the beat, which also shows whether Redis takes writes. If the marker
	 * cannot be used, Redis is used all the same.
	 * @param session the way to Redis
	 * @param found told what became of the data, as soon as it is known
	 * @return ends when the beat is advanced; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<?> meet(RecoverySession session, Consumer<RedisData> found) {
		return session.send(MEET, (redis) -> this.marker.meet(redis, session.serverRun(), this.lastSeen))
			.thenAcceptAsync((finding) -> found.accept(take(finding)), this.thread)
			.exceptionallyCompose(
					(failure) -> Failures.isRefusal(failure) ? refused(session, failure, found) : failed(failure))
			.thenCompose((done) -> beat(session))
			.thenAcceptAsync(found, this.thread)
			.exceptionallyCompose((failure) -> isForGood(failure) ? giveUp(failure) : failed(failure));
	}

	private static boolean isForGood(Throwable failure) {
		return !(Failures.cause(failure) instanceof RedisUnavailableException unavailable)
				|| unavailable.isNotPermitted();
	}

	private CompletableFuture<@Nullable Void> giveUp(Throwable failure) {
		if (this.givenUp.compareAndSet(false, true)) {
			logger.warn("The marker cannot be used, so data that Redis loses will not be noticed. Permit EVAL, GET,"
					+ " GETRANGE and SET on its key: " + Failures.cause(failure).getMessage());
		}
		return CompletableFuture.completedFuture(null);
	}

	private static <T> CompletableFuture<T> failed(Throwable failure) {
		return CompletableFuture.failedFuture(Failures.cause(failure));
	}

	/** What the data are can be told all the same, once: then readers are let in. */
	private <T> CompletableFuture<T> refused(RecoverySession session, Throwable refusal, Consumer<RedisData> found) {
		if (this.readOn == session) {
			return failed(refusal);
		}
		return session.send(MEET, (redis) -> this.marker.read(redis, session.serverRun(), this.lastSeen))
			.thenAcceptAsync((finding) -> {
				this.readOn = session;
				found.accept(take(finding));
			}, this.thread)
			.thenCompose((done) -> failed(refusal));
	}

	/**
	 * Advance the beat.
	 * @return what became of the data; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<RedisData> beat(RecoverySession session) {
		MarkerValue last = this.lastSeen;
		if (last == null) {
			return CompletableFuture.completedFuture(RedisData.KEPT);
		}
		long mark = this.history.mark();
		return session.send(BEAT, (redis) -> this.marker.beat(redis, session.serverRun(), last))
			.thenApplyAsync((finding) -> beaten(mark, finding), this.thread);
	}

	private RedisData beaten(long mark, MarkerFinding finding) {
		RedisData data = take(finding);
		this.givenUp.set(false);
		MarkerValue now = finding.now();
		if (data == RedisData.KEPT && now != null) {
			this.history.reached(mark, now.position());
		}
		return data;
	}

	private RedisData take(MarkerFinding finding) {
		MarkerValue now = finding.now();
		RedisData data = finding.state().told();
		if (finding.state() != DataState.KEPT && finding.state() != DataState.FIRST || finding.serverRestarted()) {
			if (data != RedisData.KEPT) {
				logger.warn("Redis has lost data (" + data + "): what this node wrote meanwhile is written again");
			}
			repeat(now);
		}
		if (now != null) {
			this.lastSeen = now;
			this.store.note(now.format());
		}
		return data;
	}

	/** What is answered meanwhile may be lost or not, and is sent again. */
	private void repeat(@Nullable MarkerValue now) {
		this.store.doubt(true);
		try {
			repeat(this.history.since(now));
		}
		finally {
			this.store.doubt(false);
		}
	}

	private void repeat(LostWrites lost) {
		Map<String, List<JournalRecord>> byFeature = lost.records()
			.stream()
			.collect(Collectors.groupingBy(JournalRecord::feature));
		for (ReplayHandler handler : this.handlers.all()) {
			String feature = handler.feature().name();
			ReplayHandlers.repeat(handler, this.journal, byFeature.getOrDefault(feature, List.of()),
					lost.isComplete(feature));
		}
		this.history.forget(lost);
	}

}
