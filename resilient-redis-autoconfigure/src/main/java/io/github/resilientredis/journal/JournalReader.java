/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Reads a file, whatever is in it: every frame that is intact, and where the others are.
 */
final class JournalReader {

	private final FileWindow file;

	private final JournalContent content;

	private JournalReader(FileWindow file, JournalContent content) {
		this.file = file;
		this.content = content;
	}

	/**
	 * Read a file that may be absent.
	 * @return what is in it; never fails because of what that is
	 */
	static JournalContent read(Path path) {
		JournalContent content = new JournalContent();
		try {
			if (Files.exists(path)) {
				try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
					new JournalReader(new FileWindow(channel), content).read();
				}
			}
		}
		catch (IOException ex) {
			content.unreadable(Reasons.of(ex));
		}
		catch (RuntimeException ex) {
			// Nothing in a file is a reason not to start.
			content.unreadable(ex.getClass().getSimpleName());
		}
		return content;
	}

	private void read() throws IOException {
		try {
			JournalFrames first = header(0);
			JournalFrames second = header(JournalFrames.SECOND_HEADER);
			JournalFrames frames = (first != null) ? first : second;
			if (frames != null) {
				this.content.frames(frames);
				reportHeaders(first, second);
				readFrames(frames);
			}
			else if (this.file.size() > 0) {
				this.content.damaged(0, this.file.size());
				this.content.unreadable("damaged header");
			}
		}
		catch (JournalFrames.UnknownVersionException ex) {
			this.content.unreadable("unknown version " + Integer.toUnsignedString(ex.version()));
		}
	}

	private @Nullable JournalFrames header(long offset) throws IOException, JournalFrames.UnknownVersionException {
		if (this.file.size() < offset + JournalFrames.HEADER) {
			return null;
		}
		return JournalFrames.read(this.file.slice(offset, JournalFrames.HEADER));
	}

	private void reportHeaders(@Nullable JournalFrames first, @Nullable JournalFrames second) {
		if (first == null) {
			this.content.damaged(0, JournalFrames.HEADER);
		}
		if (second == null) {
			this.content.damaged(Math.min(JournalFrames.SECOND_HEADER, this.file.size()),
					Math.min(JournalFrames.START, this.file.size()));
		}
	}

	private void readFrames(JournalFrames frames) throws IOException {
		long offset = JournalFrames.START;
		while (offset < this.file.size()) {
			int length = length(frames, offset);
			if (length > 0 && FrameBodies.read(this.file.slice(offset + JournalFrames.FRAME, length), this.content)) {
				offset += JournalFrames.FRAME + length;
				continue;
			}
			long next = find(frames, offset + 1);
			if (next < 0) {
				end(frames, offset);
				return;
			}
			this.content.damaged(offset, next);
			offset = next;
		}
		this.content.end(offset, 0);
	}

	/** Nothing intact follows: what was not written to its end, or damage. */
	private void end(JournalFrames frames, long offset) throws IOException {
		long rest = this.file.size() - offset - JournalFrames.FRAME;
		boolean whole = rest > 0 && this.file.intAt(offset) == frames.mark()
				&& Integer.toUnsignedLong(this.file.intAt(offset + 4)) <= rest;
		if (whole) {
			this.content.damaged(offset, this.file.size());
		}
		this.content.end(offset, whole ? 0 : this.file.size() - offset);
	}

	/** The length of the body of the intact frame at an offset; -1 if there is none. */
	private int length(JournalFrames frames, long offset) throws IOException {
		long rest = this.file.size() - offset - JournalFrames.FRAME;
		if (rest < 1 || this.file.intAt(offset) != frames.mark()) {
			return -1;
		}
		int length = this.file.intAt(offset + 4);
		if (length < 1 || length > rest) {
			return -1;
		}
		int checksum = this.file.intAt(offset + 8);
		this.file.update(frames.begin(offset, length), offset + JournalFrames.FRAME, length);
		return (frames.checksum() == checksum) ? length : -1;
	}

	private long find(JournalFrames frames, long from) throws IOException {
		for (long offset = from; offset <= this.file.size() - JournalFrames.FRAME; offset++) {
			if (this.file.intAt(offset) == frames.mark() && length(frames, offset) > 0) {
				return offset;
			}
		}
		return -1;
	}

}
