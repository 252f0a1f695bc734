/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer, and whether the file can be used.
 * <p>
 * Shared state: all of it is written under the store's lock, by those who change the
 * index, by the writer, and by the timer of a force that was not answered. The state and
 * the problem may be read without it. Futures are completed on other threads than the
 * writer, which no caller's continuation can therefore hold up.
 */
final class WriteQueue {

	/**
	 * How long records wait for others to be written and forced together with: what the
	 * end of the process or of the machine can lose of records that are not forced, plus
	 * the time that the disk takes.
	 */
	static final Duration GROUP_DELAY = Duration.ofMillis(20);

	/** How long a force may take before the file counts as unusable. */
	static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

	/** So much waits for nobody else. */
	private static final long ENOUGH = 256 * 1024;

	private static final Log logger = LogFactory.getLog(JournalStore.class);

	private final ReentrantLock lock;

	private final Condition work;

	private final long limit;

	private final String place;

	private final Executor others = new CompletableFuture<Void>().defaultExecutor();

	private final Executor later = CompletableFuture.delayedExecutor(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);

	private List<Change> changes = new ArrayList<>();

	private long bytes;

	private boolean force;

	private @Nullable CompletableFuture<Durability> waiting;

	private volatile State state = State.REBUILDING;

	private volatile @Nullable String problem;

	private boolean closing;

	WriteQueue(ReentrantLock lock, long limit, String place) {
		this.lock = lock;
		this.work = lock.newCondition();
		this.limit = limit;
		this.place = place;
	}

	/** Under the lock. */
	void offer(Change change, boolean force) {
		if (this.state == State.UNUSABLE || this.closing) {
			return;
		}
		boolean first = this.changes.isEmpty();
		this.changes.add(change);
		this.bytes += change.size();
		this.force |= force;
		if (this.bytes > this.limit && !first) {
			fail("the disk is slower than what is written");
		}
		else if (first || force || this.bytes >= ENOUGH) {
			this.work.signal();
		}
	}

	/** Under the lock. */
	CompletableFuture<Durability> durability(boolean forced) {
		if (this.state != State.USABLE || this.closing) {
			return CompletableFuture.completedFuture(Durability.MEMORY);
		}
		if (!forced) {
			return CompletableFuture.completedFuture(Durability.FILE);
		}
		CompletableFuture<Durability> group = this.waiting;
		if (group == null) {
			group = new CompletableFuture<>();
			this.waiting = group;
			this.force = true;
			CompletableFuture<Durability> mine = group;
			this.later.execute(() -> giveUp(mine));
			this.work.signal();
		}
		return group.copy();
	}

	private void giveUp(CompletableFuture<Durability> group) {
		this.lock.lock();
		try {
			if (group.isDone() || this.state != State.USABLE) {
				return;
			}
			fail("the disk has not answered for " + ANSWER_LIMIT.toMillis() + " ms");
		}
		finally {
			this.lock.unlock();
			group.complete(Durability.MEMORY);
		}
	}

	/**
	 * Wait for work.
	 * @return what there is; empty if there is nothing more to come, or not now
	 */
	Batch next() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.changes.isEmpty() && !isUrgent()) {
				this.work.await();
			}
			long left = GROUP_DELAY.toNanos();
			while (left > 0 && !isUrgent()) {
				left = this.work.awaitNanos(left);
			}
			return drain();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isUrgent() {
		return this.force || this.closing || this.state != State.USABLE || this.bytes >= ENOUGH;
	}

	/** Under the lock. */
	Batch drain() {
		Batch batch = new Batch(this.changes, this.force, this.waiting, this.closing);
		clear();
		return batch;
	}

	private void clear() {
		this.changes = new ArrayList<>();
		this.bytes = 0;
		this.force = false;
		this.waiting = null;
	}

	void answer(Batch batch, Durability durability) {
		CompletableFuture<Durability> group = batch.waiting();
		if (group != null) {
			group.completeAsync(() -> durability, this.others);
		}
	}

	/** The file cannot be used. */
	void fail(String reason) {
		this.lock.lock();
		try {
			if (this.problem == null) {
				this.others.execute(() -> logger.warn("The journal's file cannot be used, records are kept in memory: "
						+ reason + " (" + this.place + ")"));
			}
			this.problem = reason;
			this.state = State.UNUSABLE;
			answer(drain(), Durability.MEMORY);
			this.work.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Under the lock: from now on changes are kept for the file being made. */
	void rebuilding() {
		clear();
		this.state = State.REBUILDING;
	}

	/** The file holds all up to the last rebuilding. */
	void usable() {
		this.lock.lock();
		try {
			if (this.state != State.REBUILDING) {
				return;
			}
			this.state = State.USABLE;
			if (this.problem != null) {
				this.problem = null;
				this.others.execute(() -> logger.info("The journal's file is used again (" + this.place + ")"));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Wait before another attempt, or until the end. */
	void pause(Duration delay) throws InterruptedException {
		this.lock.lock();
		try {
			long left = delay.toNanos();
			while (left > 0 && !this.closing) {
				left = this.work.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closing = true;
			this.work.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isClosing() {
		this.lock.lock();
		try {
			return this.closing;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isUsable() {
		return this.state == State.USABLE;
	}

	@Nullable String problem() {
		return this.problem;
	}

	private enum State {

		USABLE, REBUILDING, UNUSABLE

	}

	/**
	 * What is written together.
	 *
	 * @param changes in order
	 * @param force whether they must be forced
	 * @param waiting who waits for that
	 * @param last whether nothing can follow
	 */
	record Batch(List<Change> changes, boolean force, @Nullable CompletableFuture<Durability> waiting, boolean last) {

	}

}
