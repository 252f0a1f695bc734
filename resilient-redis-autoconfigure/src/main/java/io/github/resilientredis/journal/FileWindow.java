/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The part of a file being read that is in memory.
 */
final class FileWindow {

	private static final int SIZE = 1 << 20;

	private final FileChannel channel;

	private final long size;

	private ByteBuffer buffer = ByteBuffer.allocate(SIZE).limit(0);

	private long from;

	FileWindow(FileChannel channel) throws IOException {
		this.channel = channel;
		this.size = channel.size();
	}

	long size() {
		return this.size;
	}

	int intAt(long offset) throws IOException {
		int at = locate(offset, Integer.BYTES);
		return this.buffer.getInt(at);
	}

	/** A part, valid until the next is asked for. */
	ByteBuffer slice(long offset, int length) throws IOException {
		int at = locate(offset, length);
		return this.buffer.slice(at, length);
	}

	/** Bring a part into a checksum, however long it is. */
	void update(CRC32C crc, long offset, int length) throws IOException {
		int done = 0;
		while (done < length) {
			int step = Math.min(length - done, SIZE);
			crc.update(slice(offset + done, step));
			done += step;
		}
	}

	private int locate(long offset, int length) throws IOException {
		if (offset < this.from || offset + length > this.from + this.buffer.limit()) {
			load(offset, length);
		}
		return (int) (offset - this.from);
	}

	private void load(long offset, int length) throws IOException {
		if (length > this.buffer.capacity()) {
			this.buffer = ByteBuffer.allocate(length);
		}
		this.buffer.clear();
		this.from = offset;
		while (this.buffer.hasRemaining()) {
			if (this.channel.read(this.buffer, offset + this.buffer.position()) < 0) {
				break;
			}
		}
		this.buffer.flip();
		if (this.buffer.limit() < length) {
			throw new EOFException("the file became shorter while it was read");
		}
	}

}
