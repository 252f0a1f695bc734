/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What writing a journal asks of a file system. Tests let it fail.
 */
interface Disk {

	/** Open a file to be written, readable by nobody else; create it if it is absent. */
	File open(Path path) throws IOException;

	/** Put a file in the place of another, at once and lastingly. */
	void move(Path from, Path to) throws IOException;

	/**
	 * An open file.
	 */
	interface File extends Closeable {

		/** Write all of a buffer. */
		void write(ByteBuffer buffer, long position) throws IOException;

		void force() throws IOException;

		void truncate(long size) throws IOException;

		long size() throws IOException;

	}

}
