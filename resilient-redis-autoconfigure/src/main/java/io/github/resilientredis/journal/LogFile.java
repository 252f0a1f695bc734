/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The file being written: frames at its end. Not thread-safe.
 */
final class LogFile implements Closeable {

	private static final int DONE_IN_FRAME = 1000;

	private final Disk.File file;

	private final JournalFrames frames;

	private final ByteBuffer buffer;

	private final List<Long> done = new ArrayList<>();

	/** Where in the file the buffer's first byte will be. */
	private long position;

	private LogFile(Disk.File file, JournalFrames frames, ByteBuffer buffer, long position) {
		this.file = file;
		this.frames = frames;
		this.buffer = buffer.clear();
		this.position = position;
	}

	/** Begin an empty file. */
	static LogFile create(Disk.File file, ByteBuffer buffer) throws IOException {
		JournalFrames frames = JournalFrames.create();
		file.truncate(0);
		file.write(frames.header(), 0);
		return new LogFile(file, frames, buffer, JournalFrames.START);
	}

	/** Go on with a file after its last intact frame. */
	static LogFile resume(Disk.File file, ByteBuffer buffer, JournalFrames frames, long end) throws IOException {
		if (file.size() > end) {
			file.truncate(end);
			file.force();
		}
		return new LogFile(file, frames, buffer, end);
	}

	/** Write changes, without forcing them. */
	void write(Iterable<Change> changes) throws IOException {
		for (Change change : changes) {
			if (change instanceof Change.Done sequence) {
				this.done.add(sequence.sequence());
			}
			if (!(change instanceof Change.Done) || this.done.size() == DONE_IN_FRAME) {
				writeDone();
			}
			if (change instanceof Change.Kept kept) {
				frame(kept.size(), (body) -> FrameBodies.put(body, kept.entry()));
			}
			else if (change instanceof Change.Noted note) {
				frame(note.size(), (body) -> FrameBodies.putNote(body, note.value()));
			}
		}
		writeDone();
		flush();
	}

	private void writeDone() throws IOException {
		if (!this.done.isEmpty()) {
			frame(FrameBodies.frameOfDone(this.done.size()), (body) -> FrameBodies.putDone(body, this.done));
			this.done.clear();
		}
	}

	private void frame(int size, Consumer<ByteBuffer> body) throws IOException {
		if (size > this.buffer.remaining()) {
			flush();
		}
		boolean fits = size <= this.buffer.capacity();
		ByteBuffer target = fits ? this.buffer : ByteBuffer.allocate(size);
		int from = target.position();
		body.accept(target.position(from + JournalFrames.FRAME));
		this.frames.seal(target, from, target.position(), this.position + from);
		if (!fits) {
			append(target);
		}
	}

	private void flush() throws IOException {
		append(this.buffer);
		this.buffer.clear();
	}

	private void append(ByteBuffer bytes) throws IOException {
		bytes.flip();
		int length = bytes.remaining();
		if (length > 0) {
			this.file.write(bytes, this.position);
			this.position += length;
		}
	}

	void force() throws IOException {
		this.file.force();
	}

	/** Forget all frames. */
	void reset() throws IOException {
		this.file.truncate(JournalFrames.START);
		this.position = JournalFrames.START;
		this.file.force();
	}

	long size() {
		return this.position;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
