/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The format of the journal's file. All numbers are big-endian.
 *
 * <pre>
 * file   := header, 480 bytes of zero, the header again, frame*
 * header := magic "RRJOURNL" (8), version (4), salt (16), CRC32C of these 28 bytes (4)
 * frame  := mark (4), length of the body (4), checksum (4), body
 * body   := 1, sequence (8), accepted at (8), length of feature (2), feature in UTF-8,
 *           length of key (4), key, payload            a record
 *         | 2, sequence (8) *                          records no longer needed
 *         | 3, value                                   the note; the last one counts
 * </pre>
 *
 * The salt is random for each file. The mark is the CRC32C of the salt; the checksum is
 * the CRC32C of the salt, the frame's offset in the file (8), the length (4) and the
 * body. So bytes from a payload, from another file, or from another place in this file
 * are not taken for a frame, and after damage the next frame is found by its mark.
 *
 * <p>
 * A sequence is a record's place in the order, unique within the file; frames need not be
 * in that order. A record counts unless its sequence is named as no longer needed. The
 * header is there twice, a sector apart, since without the salt nothing could be read.
 *
 * <p>
 * Not thread-safe.
 */
final class JournalFrames {

	static final int VERSION = 1;

	static final int HEADER = 32;

	/** Where the second header is. */
	static final int SECOND_HEADER = 512;

	/** Where the frames begin. */
	static final int START = SECOND_HEADER + HEADER;

	/** What a frame takes beside its body. */
	static final int FRAME = 12;

	static final byte RECORD = 1;

	static final byte DONE = 2;

	static final byte NOTE = 3;

	private static final long MAGIC = 0x52524a4f55524e4cL;

	private static final int SALT = 16;

	private final CRC32C crc = new CRC32C();

	private final ByteBuffer prefix = ByteBuffer.allocate(SALT + Long.BYTES + Integer.BYTES);

	private final int mark;

	private JournalFrames(byte[] salt) {
		this.prefix.put(salt);
		this.crc.update(salt);
		this.mark = (int) this.crc.getValue();
	}

	static JournalFrames create() {
		byte[] salt = new byte[SALT];
		new SecureRandom().nextBytes(salt);
		return new JournalFrames(salt);
	}

	/**
	 * Read a header.
	 * @param header its bytes
	 * @return the frames of its file; {@code null} if it is damaged
	 * @throws UnknownVersionException if it is intact and of a version not known here
	 */
	static @Nullable JournalFrames read(ByteBuffer header) throws UnknownVersionException {
		if (header.remaining() < HEADER || header.getLong(0) != MAGIC
				|| header.getInt(HEADER - Integer.BYTES) != checksum(header)) {
			return null;
		}
		if (header.getInt(8) != VERSION) {
			throw new UnknownVersionException(header.getInt(8));
		}
		byte[] salt = new byte[SALT];
		header.get(12, salt);
		return new JournalFrames(salt);
	}

	/** All that comes before the first frame. */
	ByteBuffer header() {
		ByteBuffer header = ByteBuffer.allocate(START);
		header.putLong(MAGIC).putInt(VERSION).put(this.prefix.array(), 0, SALT);
		header.putInt(checksum(header));
		header.put(SECOND_HEADER, header, 0, HEADER);
		return header.clear();
	}

	private static int checksum(ByteBuffer header) {
		CRC32C crc = new CRC32C();
		crc.update(header.duplicate().position(0).limit(HEADER - Integer.BYTES));
		return (int) crc.getValue();
	}

	int mark() {
		return this.mark;
	}

	/**
	 * Complete a frame whose body is in its place.
	 * @param buffer holds the frame, the first 12 bytes of which are still to be written
	 * @param from where in the buffer the frame begins
	 * @param to where in the buffer the body ends
	 * @param offset where in the file the frame will begin
	 */
	void seal(ByteBuffer buffer, int from, int to, long offset) {
		int length = to - from - FRAME;
		begin(offset, length).update(buffer.duplicate().limit(to).position(from + FRAME));
		buffer.putInt(from, this.mark).putInt(from + 4, length).putInt(from + 8, checksum());
	}

	/**
	 * Begin the checksum of a frame; update it with the body.
	 * @param offset where in the file the frame begins
	 * @param length the length of its body
	 * @return the checksum
	 */
	CRC32C begin(long offset, int length) {
		this.prefix.putLong(SALT, offset).putInt(SALT + Long.BYTES, length);
		this.crc.reset();
		this.crc.update(this.prefix.array());
		return this.crc;
	}

	/** The checksum begun last, with what it was updated with. */
	int checksum() {
		return (int) this.crc.getValue();
	}

	/** The file was written by a version of the library that is not known here. */
	@SuppressWarnings("serial")
	static final class UnknownVersionException extends Exception {

		private final int version;

		UnknownVersionException(int version) {
			this.version = version;
		}

		int version() {
			return this.version;
		}

	}

}
