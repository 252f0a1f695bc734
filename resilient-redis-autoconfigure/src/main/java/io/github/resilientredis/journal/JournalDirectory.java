/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one instance and the files in it: {@code journal.log};
 * {@code journal.lock}, locked while the instance lives; {@code journal.tmp}, the log
 * while it is written anew; {@code journal.damaged}, the damaged bytes of logs; and logs
 * set aside as a whole, {@code journal-N.damaged}. Used by one thread at a time.
 */
final class JournalDirectory {

	/** Nobody wants to read more than this; what is beyond it is only counted. */
	static final long MAX_DAMAGED = 64L * 1024 * 1024;

	private static final Log logger = LogFactory.getLog(JournalStore.class);

	/**
	 * The directories that this process has. A lock on a file is the process's: to try it
	 * twice would let go of it, since systems drop it with any handle of the file that is
	 * closed.
	 */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path path;

	private final Disk disk;

	private @Nullable FileChannel lock;

	private @Nullable Path held;

	private boolean read;

	JournalDirectory(Path path, Disk disk) {
		this.path = path;
		this.disk = disk;
	}

	/**
	 * Create the directory and lock it, unless that is done.
	 * @throws JournalDirectoryInUseException if another instance holds it
	 * @throws IOException if it cannot be used
	 */
	void acquire() throws IOException {
		if (this.lock != null) {
			return;
		}
		LocalDisk.createDirectories(this.path);
		Path real = this.path.toRealPath();
		if (!HELD.add(real)) {
			throw new JournalDirectoryInUseException(this.path);
		}
		try {
			this.lock = lock();
			this.held = real;
		}
		finally {
			if (this.lock == null) {
				HELD.remove(real);
			}
		}
	}

	private FileChannel lock() throws IOException {
		FileChannel channel = LocalDisk.openChannel(this.path.resolve("journal.lock"));
		try {
			if (channel.tryLock() != null) {
				return channel;
			}
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
		catch (OverlappingFileLockException ex) {
			logger.debug("Another copy of this class holds the directory " + this.path);
		}
		channel.close();
		throw new JournalDirectoryInUseException(this.path);
	}

	/** Read the log, whatever is in it. */
	JournalContent read() {
		JournalContent content = JournalReader.read(log());
		this.read = content.unreadable() == null && (this.lock != null || content.frames() != null);
		return content;
	}

	LogFile resume(JournalFrames frames, long end, ByteBuffer buffer) throws IOException {
		Disk.File file = this.disk.open(log());
		try {
			return LogFile.resume(file, buffer, frames, end);
		}
		catch (IOException ex) {
			file.close();
			throw ex;
		}
	}

	/**
	 * Put a new log in the place of the old one.
	 * @param changes what is in it
	 * @param buffer to write with
	 * @return the log, forced
	 */
	LogFile rewrite(Iterable<Change> changes, ByteBuffer buffer) throws IOException {
		setAsideUnread();
		Path temporary = this.path.resolve("journal.tmp");
		Disk.File file = this.disk.open(temporary);
		try {
			LogFile log = LogFile.create(file, buffer);
			log.write(changes);
			log.force();
			this.disk.move(temporary, log());
			return log;
		}
		catch (IOException ex) {
			file.close();
			Files.deleteIfExists(temporary);
			throw ex;
		}
	}

	/** A log that was never understood is not overwritten. */
	private void setAsideUnread() throws IOException {
		if (!this.read && Files.exists(log())) {
			int number = 1;
			while (Files.exists(aside(number))) {
				number++;
			}
			this.disk.move(log(), aside(number));
			logger.warn("A journal file that could not be read was set aside as " + aside(number));
		}
		this.read = true;
	}

	private Path aside(int number) {
		return this.path.resolve("journal-" + number + ".damaged");
	}

	/** Keep the damaged bytes of the log. */
	void setAside(Iterable<JournalContent.Range> ranges) throws IOException {
		if (!this.read) {
			return;
		}
		Disk.File target = this.disk.open(this.path.resolve("journal.damaged"));
		try (target; FileChannel source = FileChannel.open(log(), StandardOpenOption.READ)) {
			long end = target.size();
			for (JournalContent.Range range : ranges) {
				long at = range.from();
				while (at < range.to() && end < MAX_DAMAGED) {
					ByteBuffer part = ByteBuffer.allocate((int) Math.min(1 << 20, range.to() - at));
					if (source.read(part, at) <= 0) {
						break;
					}
					at += part.position();
					target.write(part.flip(), end);
					end += part.limit();
				}
			}
			target.force();
		}
	}

	void release() {
		FileChannel channel = this.lock;
		Path real = this.held;
		this.lock = null;
		if (channel != null && real != null) {
			try {
				channel.close();
			}
			catch (IOException ex) {
				logger.debug("The lock of the journal could not be closed: " + Reasons.of(ex));
			}
			finally {
				HELD.remove(real);
			}
		}
	}

	private Path log() {
		return this.path.resolve("journal.log");
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
