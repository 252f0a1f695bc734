/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index in a file.
 * <p>
 * While the file cannot be used nothing can be taken out of it either: should the process
 * die then, an entry that Redis had got meanwhile is replayed by the next. When the index
 * becomes empty in such a time the file is emptied, which works on a full disk too.
 * <p>
 * Shared state: how many bytes of frames are needed, written under the store's lock and
 * read by the writer.
 */
final class FileLog implements RecordLog {

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog(JournalStore.class);

	private final ReentrantLock lock;

	private final PendingIndex index;

	private final ForceMode mode;

	private final JournalDirectory directory;

	private final WriteQueue queue;

	private final LogWriter writer;

	private final Thread thread;

	private volatile long live;

	private long damagedBytes;

	private FileLog(JournalDirectory directory, JournalSettings settings, ReentrantLock lock, PendingIndex index) {
		this.lock = lock;
		this.index = index;
		this.mode = settings.force();
		this.directory = directory;
		this.queue = new WriteQueue(lock, Math.min(16L << 20, Math.max(1L << 20, settings.maxSize() / 4)),
				directory.toString());
		this.writer = new LogWriter(directory, this.queue, this.mode != ForceMode.NEVER, this::snapshot,
				() -> this.live);
		this.thread = new Thread(this.writer, "resilient-redis-journal-writer");
		this.thread.setDaemon(true);
	}

	/**
	 * Open the file, bring what is in it into the index, and begin to write.
	 * @throws JournalDirectoryInUseException if another instance has the directory
	 */
	static FileLog open(Path path, JournalSettings settings, Disk disk, ReentrantLock lock, PendingIndex index) {
		JournalDirectory directory = new JournalDirectory(path, disk);
		FileLog log = new FileLog(directory, settings, lock, index);
		log.start();
		return log;
	}

	private void start() {
		String problem = null;
		try {
			this.directory.acquire();
		}
		catch (IOException ex) {
			problem = Reasons.of(ex);
		}
		JournalContent content = this.directory.read();
		restore(content);
		this.writer.open(content, problem);
		this.thread.start();
	}

	private void restore(JournalContent content) {
		for (JournalContent.Stored record : content.records()) {
			PendingEntry entry = new PendingEntry(this.index.line(record.feature()), new KeyBytes(record.key()),
					record.payload(), record.sequence(), record.acceptedAt());
			this.index.restore(entry);
			this.live += FrameBodies.frameOf(entry);
		}
		this.index.skipTo(content.lastSequence());
		this.index.note(content.note());
		this.damagedBytes = content.damagedBytes();
		if (content.torn() > 0) {
			logger.warn("The journal's last write was not complete: its " + content.torn() + " bytes were cut ("
					+ this.directory + ")");
		}
		if (this.damagedBytes > 0 || content.unreadable() != null) {
			String reason = content.unreadable();
			logger.warn("The journal's file was damaged: " + this.damagedBytes + " bytes are set aside, "
					+ content.records().size() + " records were read" + ((reason != null) ? ": " + reason : "") + " ("
					+ this.directory + ")");
		}
	}

	/** Taken by the writer. */
	private LogWriter.Snapshot snapshot() {
		this.lock.lock();
		try {
			List<Change> changes = new ArrayList<>();
			this.index.stored().forEach((entry) -> changes.add(new Change.Kept(entry)));
			int records = changes.size();
			byte[] note = this.index.note();
			if (note != null) {
				changes.add(new Change.Noted(note));
			}
			WriteQueue.Batch queued = this.queue.drain();
			if (!this.queue.isUsable()) {
				this.queue.rebuilding();
			}
			return new LogWriter.Snapshot(changes, records, queued);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void record(PendingEntry entry) {
		Change.Kept change = new Change.Kept(entry);
		this.live = this.live + change.size();
		this.queue.offer(change, entry.forced || this.mode == ForceMode.ALWAYS);
	}

	@Override
	public void done(PendingEntry entry) {
		this.live = this.live - FrameBodies.frameOf(entry);
		this.queue.offer(new Change.Done(entry.sequence), false);
	}

	@Override
	public void note(byte[] value) {
		this.queue.offer(new Change.Noted(value), false);
	}

	@Override
	public CompletableFuture<Durability> durability(boolean forced) {
		return this.queue.durability(forced || this.mode == ForceMode.ALWAYS);
	}

	@Override
	public JournalStatus.Storage storage() {
		return this.queue.isUsable() ? JournalStatus.Storage.FILE : JournalStatus.Storage.FILE_UNUSABLE;
	}

	@Override
	public @Nullable String problem() {
		return this.queue.problem();
	}

	@Override
	public long damagedBytes() {
		return this.damagedBytes;
	}

	@Override
	public void close() {
		this.queue.close();
		try {
			this.thread.join(CLOSE_LIMIT.toMillis());
			if (this.thread.isAlive()) {
				this.queue.fail("the disk did not answer when the journal was closed");
				this.thread.interrupt();
				this.thread.join(CLOSE_LIMIT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!this.thread.isAlive()) {
			this.directory.release();
		}
	}

}
