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
import io.github.resilientredis.guard.RecoveredMaster;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether one master still has what this node wrote, by its marker, and has what
 * it lost written again.
 *
 * <p>
 * The fields below are written by the journal's thread, and read also by the client's.
 */
final class MasterWatch {

	private static final Log logger = LogFactory.getLog(DataWatch.class);

	private static final RedisOperation MEET = RedisOperation.once("marker.meet");

	private static final RedisOperation BEAT = RedisOperation.once("marker.beat").writing();

	private final Marker marker;

	private final Consumer<MarkerValue> seen;

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

	/**
	 * Begin to watch.
	 * @param marker the marker
	 * @param lastSeen what this node last saw of it, {@code null} if it never did
	 * @param seen told what was seen, on the journal's thread
	 */
	MasterWatch(Marker marker, @Nullable MarkerValue lastSeen, Consumer<MarkerValue> seen, JournalStore store,
			WriteHistory history, ReplayHandlers handlers, Journal journal, Executor thread) {
		this.marker = marker;
		this.seen = seen;
		this.store = store;
		this.history = history;
		this.handlers = handlers;
		this.journal = journal;
		this.thread = thread;
		this.lastSeen = lastSeen;
	}

	/**
	 * Look at the data before anyone else does, and have repeated what may be missing.
	 * Then advance the beat, which also shows whether Redis takes writes. If the marker
	 * cannot be used, Redis is used all the same.
	 * @param session the way to Redis
	 * @param master the master as it answered
	 * @param found told what became of the data, as soon as it is known
	 * @return ends when the beat is advanced; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<?> meet(RecoverySession session, RecoveredMaster master, Consumer<RedisData> found) {
		return session
			.send(MEET.onKey(this.marker.key()), (redis) -> this.marker.meet(redis, master.serverRun(), this.lastSeen))
			.thenAcceptAsync((finding) -> found.accept(take(master, finding)), this.thread)
			.exceptionallyCompose((failure) -> Failures.isRefusal(failure) ? refused(session, master, failure, found)
					: failed(failure))
			.thenCompose((done) -> beat(session, master))
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
	private <T> CompletableFuture<T> refused(RecoverySession session, RecoveredMaster master, Throwable refusal,
			Consumer<RedisData> found) {
		if (this.readOn == session) {
			return failed(refusal);
		}
		return session
			.send(MEET.onKey(this.marker.key()), (redis) -> this.marker.read(redis, master.serverRun(), this.lastSeen))
			.thenAcceptAsync((finding) -> {
				this.readOn = session;
				found.accept(take(master, finding));
			}, this.thread)
			.thenCompose((done) -> failed(refusal));
	}

	/**
	 * Advance the beat.
	 * @return what became of the data; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<RedisData> beat(RecoverySession session, RecoveredMaster master) {
		MarkerValue last = this.lastSeen;
		if (last == null) {
			return CompletableFuture.completedFuture(RedisData.KEPT);
		}
		long mark = this.history.mark();
		return session.send(BEAT.onKey(this.marker.key()), (redis) -> this.marker.beat(redis, master.serverRun(), last))
			.thenApplyAsync((finding) -> beaten(master, mark, finding), this.thread);
	}

	private RedisData beaten(RecoveredMaster master, long mark, MarkerFinding finding) {
		RedisData data = take(master, finding);
		this.givenUp.set(false);
		MarkerValue now = finding.now();
		if (data == RedisData.KEPT && now != null) {
			this.history.reached(mark, now.position());
		}
		return data;
	}

	private RedisData take(RecoveredMaster master, MarkerFinding finding) {
		MarkerValue now = finding.now();
		RedisData data = finding.state().told();
		if (finding.state() != DataState.KEPT && finding.state() != DataState.FIRST || finding.serverRestarted()) {
			if (data != RedisData.KEPT) {
				logger.warn("Redis has lost data (" + data + "): what this node wrote meanwhile is written again");
			}
			repeat(master, now);
		}
		if (now != null) {
			this.lastSeen = now;
			this.seen.accept(now);
		}
		return data;
	}

	/** What is answered meanwhile may be lost or not, and is sent again. */
	private void repeat(RecoveredMaster master, @Nullable MarkerValue now) {
		this.store.doubt(true);
		try {
			repeat(this.history.since(now, (record) -> mayBeOn(master, record)));
		}
		finally {
			this.store.doubt(false);
		}
	}

	private boolean mayBeOn(RecoveredMaster master, JournalRecord record) {
		ReplayHandler handler = this.handlers.find(record.feature());
		byte[] about = (handler != null) ? handler.keyOf(record) : null;
		return about == null || master.owns().test(about);
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
