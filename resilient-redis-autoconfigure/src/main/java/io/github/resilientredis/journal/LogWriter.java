/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: what is queued, to the end of the file, forced in groups;
 * the whole file anew when most of it is dead, when it was found damaged, and when it can
 * be used again after it could not.
 * <p>
 * Its fields belong to the thread that opens the journal and then to its own thread.
 */
final class LogWriter implements Runnable {

	/** Less dead space than this is not worth a new file. */
	static final long FLOOR = 1024 * 1024;

	private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

	private static final Duration LAST_RETRY = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(JournalStore.class);

	private final JournalDirectory directory;

	private final WriteQueue queue;

	private final boolean forceGroups;

	private final Supplier<Snapshot> snapshots;

	private final LongSupplier live;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	private List<JournalContent.Range> damaged = List.of();

	private @Nullable LogFile file;

	private Duration retry = FIRST_RETRY;

	private long noRewriteBefore = System.nanoTime();

	LogWriter(JournalDirectory directory, WriteQueue queue, boolean forceGroups, Supplier<Snapshot> snapshots,
			LongSupplier live) {
		this.directory = directory;
		this.queue = queue;
		this.forceGroups = forceGroups;
		this.snapshots = snapshots;
		this.live = live;
	}

	/**
	 * Go on with the file that was read, if that is possible.
	 * @param content what was in it
	 * @param problem why the directory cannot be used; {@code null} if it can
	 */
	void open(JournalContent content, @Nullable String problem) {
		JournalFrames frames = content.frames();
		this.damaged = content.damaged();
		if (problem != null) {
			this.queue.fail(problem);
			return;
		}
		if (frames == null || !this.damaged.isEmpty() || content.unreadable() != null) {
			rebuild();
			return;
		}
		try {
			this.file = this.directory.resume(frames, content.end(), this.buffer);
			this.queue.usable();
		}
		catch (IOException ex) {
			this.queue.fail(Reasons.of(ex));
		}
	}

	@Override
	public void run() {
		try {
			boolean last;
			do {
				last = step();
			}
			while (!last);
		}
		catch (InterruptedException ex) {
			this.queue.fail("the journal was closed before the disk answered");
		}
		finally {
			if (!this.queue.isClosing()) {
				this.queue.fail("its writer has ended");
			}
			closeFile();
		}
	}

	/** Returns whether it was the last. */
	private boolean step() throws InterruptedException {
		try {
			if (this.queue.isUsable()) {
				WriteQueue.Batch batch = this.queue.next();
				write(batch);
				return batch.last() && this.queue.isUsable();
			}
			this.queue.pause(this.retry);
			boolean closing = this.queue.isClosing();
			rebuild();
			return closing && !this.queue.isUsable();
		}
		catch (RuntimeException ex) {
			logger.error("The journal's writer met an error of its own", ex);
			this.queue.fail(ex.getClass().getSimpleName());
			return this.queue.isClosing();
		}
	}

	private void write(WriteQueue.Batch batch) {
		LogFile log = this.file;
		if (log == null) {
			throw new IllegalStateException("There is no file");
		}
		Durability reached = Durability.MEMORY;
		try {
			log.write(batch.changes());
			reached = Durability.FILE;
			if (batch.force() || (this.forceGroups && holdsMoreThanNotes(batch))) {
				log.force();
				reached = Durability.FORCED;
			}
			this.retry = FIRST_RETRY;
		}
		catch (IOException ex) {
			reached = Durability.MEMORY;
			this.queue.fail(Reasons.of(ex));
		}
		finally {
			this.queue.answer(batch, reached);
		}
		if (this.queue.isUsable() && isMostlyDead(log)) {
			compact(log);
		}
	}

	private static boolean holdsMoreThanNotes(WriteQueue.Batch batch) {
		return batch.changes().stream().anyMatch((change) -> !(change instanceof Change.Noted));
	}

	private boolean isMostlyDead(LogFile log) {
		long live = this.live.getAsLong();
		long dead = log.size() - JournalFrames.START - live;
		return dead > FLOOR && dead > 4 * live && System.nanoTime() - this.noRewriteBefore >= 0;
	}

	/** Make a smaller file; go on with this one if that fails. */
	private void compact(LogFile log) {
		Snapshot snapshot = this.snapshots.get();
		try {
			this.file = this.directory.rewrite(snapshot.changes(), this.buffer);
			close(log);
			this.queue.answer(snapshot.queued(), Durability.FORCED);
		}
		catch (IOException ex) {
			logger.debug("The journal's file was not made smaller: " + Reasons.of(ex));
			this.noRewriteBefore = System.nanoTime() + LAST_RETRY.toNanos();
			this.buffer.clear();
			write(snapshot.queued());
		}
	}

	/** Make a file of what is in memory. */
	private void rebuild() {
		Snapshot snapshot = this.snapshots.get();
		try {
			this.directory.acquire();
			if (!this.damaged.isEmpty()) {
				this.directory.setAside(this.damaged);
			}
			LogFile made = this.directory.rewrite(snapshot.changes(), this.buffer);
			this.damaged = List.of();
			closeFile();
			this.file = made;
			this.queue.usable();
		}
		catch (IOException ex) {
			failed(Reasons.of(ex), snapshot);
		}
		catch (JournalDirectoryInUseException ex) {
			failed("it is in use by another instance", snapshot);
		}
	}

	private void failed(String reason, Snapshot snapshot) {
		this.queue.fail(reason);
		Duration doubled = this.retry.multipliedBy(2);
		this.retry = (doubled.compareTo(LAST_RETRY) < 0) ? doubled : LAST_RETRY;
		LogFile log = this.file;
		if (log != null && snapshot.records() == 0) {
			try {
				log.reset();
			}
			catch (IOException ex) {
				logger.debug("What the journal's file holds in vain could not be removed: " + Reasons.of(ex));
			}
		}
	}

	private void closeFile() {
		LogFile log = this.file;
		this.file = null;
		if (log != null) {
			close(log);
		}
	}

	private static void close(LogFile log) {
		try {
			log.close();
		}
		catch (IOException ex) {
			logger.debug("The journal's file could not be closed: " + Reasons.of(ex));
		}
	}

	/**
	 * All that belongs into the file at one moment.
	 *
	 * @param changes the records and the note
	 * @param records how many records
	 * @param queued what was on its way until then, and is contained
	 */
	record Snapshot(List<Change> changes, int records, WriteQueue.Batch queued) {

	}

}
