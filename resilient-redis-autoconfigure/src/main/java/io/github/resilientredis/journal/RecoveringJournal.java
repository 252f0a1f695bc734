/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.GuardRecovery;
import io.github.resilientredis.guard.RecoveredMaster;
import io.github.resilientredis.guard.RecoverySession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * The journal together with its replay.
 *
 * <p>
 * When Redis answers again, in this order: the marker tells what became of the data; what
 * this node wrote and Redis lost is left in the journal again; the journal is replayed in
 * the order of {@link ReplayPhase phases}; everybody is let in at a moment at which
 * nothing is left, with no writer in between. From then on the beat of the marker watches
 * the data, and whatever is appended is replayed at once.
 *
 * <p>
 * All this happens on one thread of its own, to which the fields below belong, but for
 * the session: that is also taken away by the guard's thread when a recovery begins, and
 * read by whoever appends; if he finds none, the recovery replays his record.
 */
public final class RecoveringJournal implements Journal, GuardRecovery, DisposableBean {

	private static final Log logger = LogFactory.getLog(RecoveringJournal.class);

	static final Duration BEAT = Duration.ofSeconds(1);

	static final Duration OVERTAKEN_AFTER = Duration.ofSeconds(1);

	private static final Duration RETRY = Duration.ofMillis(200);

	/** How many beats what is set aside may wait though its master may be there. */
	private static final int CALL_BACK = 10;

	private static final int HISTORY_ENTRIES = 50_000;

	/** What part of the journal's size the history may take beside it. */
	private static final int HISTORY_SHARE = 4;

	private final JournalStore store;

	private final WriteHistory history;

	private final ReplayHandlers handlers = new ReplayHandlers();

	private final ScheduledThreadPoolExecutor thread;

	private final DataWatch watch;

	private final ReplayPace pace = new ReplayPace();

	/** The session in use, once it was opened; {@code null} while nothing may be sent. */
	private volatile @Nullable RecoverySession open;

	/** Set once, before the store is closed. */
	private volatile boolean closed;

	/** Whether a wish to replay is waiting for the thread. Set by whoever has it. */
	private final AtomicBoolean woken = new AtomicBoolean();

	private int beats;

	/** Whether a replay is under way on the open session. */
	private boolean replaying;

	/** Whether something was appended since it began. */
	private boolean again;

	/** Of the recovery under way, or of the next one. */
	private RecoveryProgress progress = new RecoveryProgress();

	/** Of what was left, or lost, since everybody was let in. */
	private RecoveryProgress afterwards = new RecoveryProgress();

	RecoveringJournal(JournalStore store, WriteHistory history, String markerKey) {
		this.store = store;
		this.history = history;
		this.thread = JournalThreads.scheduler();
		this.watch = new DataWatch(markerKey, store, history, this.handlers, this, this.thread);
		this.thread.scheduleWithFixedDelay(this::beat, BEAT.toNanos(), BEAT.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Open a journal.
	 * @param settings where and how large it is
	 * @param keyPrefix the prefix of the library's own keys, of which the marker is one
	 * @param clock tells when records were accepted
	 * @return the journal, with what an earlier process left in it
	 * @throws JournalDirectoryInUseException if another process uses its directory
	 */
	public static RecoveringJournal open(JournalSettings settings, String keyPrefix, Clock clock) {
		JournalStore store = JournalStores.open(settings, clock);
		WriteHistory history = new WriteHistory(HISTORY_ENTRIES, settings.maxSize() / HISTORY_SHARE);
		return new RecoveringJournal(store, history, keyPrefix + "marker");
	}

	@Override
	public CompletableFuture<Durability> append(JournalFeature feature, byte[] key, byte[] payload) {
		CompletableFuture<Durability> kept = this.store.append(feature, key, payload);
		wake();
		return kept;
	}

	@Override
	public boolean isPending(JournalFeature feature, byte[] key) {
		return this.store.isPending(feature, key);
	}

	@Override
	public boolean isPending(JournalFeature feature) {
		return this.store.isPending(feature);
	}

	@Override
	public int drop(JournalFeature feature, Predicate<JournalRecord> superfluous) {
		return this.store.drop(feature, superfluous);
	}

	@Override
	public void repeat(JournalFeature feature, List<JournalRecord> lost) {
		this.store.repeat(feature, lost);
		wake();
	}

	@Override
	public void wrote(JournalFeature feature, byte[] key, byte[] payload) {
		this.history.wrote(feature, key, payload);
	}

	@Override
	public void register(ReplayHandler handler) {
		this.handlers.register(handler);
		wake();
	}

	@Override
	public boolean replayNow() {
		RecoverySession session = this.open;
		wake();
		return session != null && session.isCurrent();
	}

	@Override
	public JournalStatus status() {
		return this.store.status();
	}

	JournalStore store() {
		return this.store;
	}

	/** Redis refused an announced write, which whoever announced it knows. */
	void withdrawn(JournalEntry entry) {
		this.store.withdraw(entry);
		wake();
	}

	/** An announced write is in Redis. */
	void applied(JournalEntry entry) {
		this.store.applied(List.of(entry));
		wake();
	}

	/** An announced write may not be in Redis. */
	void failed(JournalEntry entry) {
		this.store.failed(List.of(entry));
		wake();
	}

	@Override
	public boolean hasBacklog() {
		return this.store.status().records() > 0;
	}

	@Override
	public CompletableFuture<?> recover(RecoverySession session) {
		this.open = null;
		this.store.unpark();
		return CompletableFuture
			.supplyAsync(() -> new Recovery(this, this.watch, this.handlers, this.thread, session, this.progress).run(),
					this.thread)
			.thenCompose((result) -> result);
	}

	/**
	 * What waits for it can come later: each key with a record is read through the
	 * journal.
	 */
	@Override
	public CompletableFuture<?> recover(RecoverySession session, RecoveredMaster master) {
		return CompletableFuture.supplyAsync(() -> this.watch.meet(session, master, this::lost), this.thread)
			.thenCompose((result) -> result)
			.thenRunAsync(this::returned, this.thread);
	}

	/** What was sent to it before may still arrive. */
	private void returned() {
		RecoveryProgress after = this.afterwards;
		this.handlers.reading(after.data());
		this.store.unpark();
		repeatLater(after);
		wake();
	}

	private void repeatLater(RecoveryProgress replayed) {
		this.thread.schedule(() -> replayed.early().repeat(this.handlers, this), OVERTAKEN_AFTER.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Let everybody in, on the journal's thread.
	 * @return whether Redis is in use now
	 */
	boolean open(RecoverySession session, RecoveryProgress recovered) {
		if (!session.open(recovered.replayed())) {
			return false;
		}
		this.open = session;
		this.progress = new RecoveryProgress();
		this.afterwards = new RecoveryProgress();
		this.afterwards.found(recovered.data());
		if (session.mayBeOvertaken()) {
			repeatLater(recovered);
		}
		// Also what was appended since the session is open and this field did not say so.
		this.thread.execute(this::replay);
		return true;
	}

	/** Something was appended: replay it now if Redis is in use. */
	void wake() {
		if (this.open != null && this.woken.compareAndSet(false, true)) {
			this.thread.execute(() -> {
				this.woken.set(false);
				replay();
			});
		}
	}

	private void replay() {
		RecoverySession session = this.open;
		if (session == null || !session.isCurrent()) {
			return;
		}
		if (this.replaying) {
			this.again = true;
			return;
		}
		this.replaying = true;
		this.again = false;
		RecoveryProgress told = this.afterwards;
		replayOn(session, told).whenComplete((count, failure) -> {
			this.replaying = false;
			if (failure == null) {
				this.afterwards = (this.afterwards == told && !this.again) ? new RecoveryProgress() : this.afterwards;
				retry(this.again ? Duration.ZERO : null);
			}
			else if (Failures.isRefusal(failure)) {
				// The guard knows, and calls when writes are taken again.
				this.open = null;
			}
			else {
				retry(RETRY);
			}
		});
	}

	private void retry(@Nullable Duration after) {
		if (after != null) {
			this.thread.schedule(this::replay, after.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void beat() {
		RecoverySession session = this.open;
		if (session == null || !session.isCurrent()) {
			return;
		}
		this.handlers.resumeAll();
		if (session.isWhole() || ++this.beats % CALL_BACK == 0) {
			this.store.unpark();
		}
		this.watch.beat(session, this::lost).whenComplete((done, failure) -> wake());
	}

	private void lost(RedisData data) {
		if (data == RedisData.KEPT) {
			return;
		}
		this.afterwards = new RecoveryProgress();
		this.afterwards.found(data);
		this.again = true;
		this.handlers.reading(data);
	}

	/** One pass of what waits now. */
	CompletableFuture<Long> replayOn(RecoverySession session, RecoveryProgress into) {
		return new Replay(this.store, this.handlers, this.history, this.thread, session, this.pace, into).run();
	}

	/**
	 * Let go of the file, and log what is lost without one.
	 */
	/** Whether what is kept from now on is not kept for anybody. */
	boolean isClosed() {
		return this.closed;
	}

	@Override
	public void destroy() {
		this.closed = true;
		this.open = null;
		this.thread.shutdownNow();
		JournalStatus status = this.store.status();
		if (status.records() > 0 && status.storage() == JournalStatus.Storage.FILE) {
			logger.info(status.records() + " journal records that Redis does not have are kept for the next start "
					+ this.store.recordsByFeature());
		}
		this.store.close();
	}

}
