/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A disk that becomes full, slow or broken when a test says so.
 * <p>
 * Shared state: what the test wants, written by it and read by the writer; and how often
 * the writer forced.
 */
final class FlakyDisk implements Disk {

	static final String FULL = "No space left on device";

	private final LocalDisk disk = new LocalDisk();

	final AtomicInteger forces = new AtomicInteger();

	final AtomicInteger writes = new AtomicInteger();

	volatile @Nullable String problem;

	volatile @Nullable CountDownLatch hang;

	@Override
	public File open(Path path) throws IOException {
		return new FlakyFile(this.disk.open(path));
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		check();
		this.disk.move(from, to);
	}

	private void check() throws IOException {
		String reason = this.problem;
		if (reason != null) {
			throw new IOException(reason);
		}
		CountDownLatch latch = this.hang;
		try {
			if (latch != null) {
				latch.await();
			}
		}
		catch (InterruptedException ex) {
			throw new java.io.InterruptedIOException();
		}
	}

	private final class FlakyFile implements File {

		private final File file;

		FlakyFile(File file) {
			this.file = file;
		}

		@Override
		public void write(ByteBuffer buffer, long position) throws IOException {
			String reason = FlakyDisk.this.problem;
			if (reason != null && buffer.remaining() > 10) {
				// As a full disk does: a part is written.
				this.file.write(buffer.duplicate().limit(buffer.position() + 10), position);
			}
			check();
			this.file.write(buffer, position);
			FlakyDisk.this.writes.incrementAndGet();
		}

		@Override
		public void force() throws IOException {
			check();
			this.file.force();
			FlakyDisk.this.forces.incrementAndGet();
		}

		@Override
		public void truncate(long size) throws IOException {
			this.file.truncate(size);
		}

		@Override
		public long size() throws IOException {
			return this.file.size();
		}

		@Override
		public void close() throws IOException {
			this.file.close();
		}

	}

}
