/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is in the frames, as {@link JournalFrames} documents it.
 */
final class FrameBodies {

	private static final int RECORD_HEAD = 1 + Long.BYTES + Long.BYTES + Short.BYTES + Integer.BYTES;

	private FrameBodies() {
	}

	/** The size of the whole frame of a record. */
	static int frameOf(PendingEntry entry) {
		JournalRecord record = entry.record;
		return JournalFrames.FRAME + RECORD_HEAD + entry.line.encodedFeature().length + record.key().length
				+ record.payload().length;
	}

	static int frameOfDone(int sequences) {
		return JournalFrames.FRAME + 1 + Long.BYTES * sequences;
	}

	static int frameOfNote(byte[] note) {
		return JournalFrames.FRAME + 1 + note.length;
	}

	static void put(ByteBuffer buffer, PendingEntry entry) {
		byte[] feature = entry.line.encodedFeature();
		JournalRecord record = entry.record;
		buffer.put(JournalFrames.RECORD)
			.putLong(entry.sequence)
			.putLong(entry.acceptedAt)
			.putShort((short) feature.length)
			.put(feature)
			.putInt(record.key().length)
			.put(record.key())
			.put(record.payload());
	}

	static void putDone(ByteBuffer buffer, List<Long> sequences) {
		buffer.put(JournalFrames.DONE);
		sequences.forEach(buffer::putLong);
	}

	static void putNote(ByteBuffer buffer, byte[] note) {
		buffer.put(JournalFrames.NOTE).put(note);
	}

	/**
	 * Read a body into what is collected.
	 * @return whether it makes sense
	 */
	static boolean read(ByteBuffer body, JournalContent content) {
		try {
			switch (body.get()) {
				case JournalFrames.RECORD -> content.add(record(body));
				case JournalFrames.DONE -> {
					while (body.hasRemaining()) {
						content.remove(body.getLong());
					}
				}
				case JournalFrames.NOTE -> content.note(bytes(body, body.remaining()));
				default -> {
					return false;
				}
			}
			return true;
		}
		catch (BufferUnderflowException ex) {
			return false;
		}
	}

	private static JournalContent.Stored record(ByteBuffer body) {
		long sequence = body.getLong();
		long acceptedAt = body.getLong();
		String feature = new String(bytes(body, body.getShort()), StandardCharsets.UTF_8);
		byte[] key = bytes(body, body.getInt());
		return new JournalContent.Stored(sequence, acceptedAt, feature, key, bytes(body, body.remaining()));
	}

	private static byte[] bytes(ByteBuffer body, int length) {
		if (length < 0 || length > body.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] bytes = new byte[length];
		body.get(bytes);
		return bytes;
	}

}
