/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.journal.JournalRecord;
import org.jspecify.annotations.Nullable;

/**
 * A revocation, as it is written to the journal and told to other nodes. In the journal
 * the key is a byte for the kind and the name, and the payload the score as a big-endian
 * long. A message is a sequence of: kind, one byte; score, a big-endian long; length of
 * the name, one byte; name.
 *
 * @param kind what is revoked
 * @param name its name, by {@link TokenNames}
 * @param score until when, or from when back
 */
record Revocation(RevocationKind kind, String name, long score) {

	private static final int OVERHEAD = Byte.BYTES + Long.BYTES + Byte.BYTES;

	private static final int MAX_LENGTH = 0xFF;

	byte[] nameBytes() {
		return this.name.getBytes(StandardCharsets.US_ASCII);
	}

	byte[] journalKey() {
		return ByteBuffer.allocate(Byte.BYTES + this.name.length()).put(this.kind.code()).put(nameBytes()).array();
	}

	byte[] journalPayload() {
		return ByteBuffer.allocate(Long.BYTES).putLong(this.score).array();
	}

	/**
	 * Read a record.
	 * @return the revocation, {@code null} if it is none that this version understands
	 */
	static @Nullable Revocation of(JournalRecord record) {
		byte[] key = record.key();
		RevocationKind kind = (key.length > 1) ? RevocationKind.of(key[0]) : null;
		if (kind == null || record.payload().length != Long.BYTES) {
			return null;
		}
		String name = new String(key, 1, key.length - 1, StandardCharsets.US_ASCII);
		return new Revocation(kind, name, ByteBuffer.wrap(record.payload()).getLong());
	}

	static byte[] message(List<Revocation> all) {
		ByteBuffer message = ByteBuffer.allocate(all.stream().mapToInt((one) -> OVERHEAD + one.name.length()).sum());
		for (Revocation one : all) {
			message.put(one.kind.code()).putLong(one.score).put((byte) one.name.length()).put(one.nameBytes());
		}
		return message.array();
	}

	/**
	 * Read a message.
	 * @return what is in it; {@code null} if not all of it is understood
	 */
	static @Nullable List<Revocation> ofMessage(byte[] message) {
		List<Revocation> all = new ArrayList<>();
		ByteBuffer in = ByteBuffer.wrap(message);
		try {
			while (in.hasRemaining()) {
				RevocationKind kind = RevocationKind.of(in.get());
				long score = in.getLong();
				byte[] name = new byte[in.get() & MAX_LENGTH];
				in.get(name);
				if (kind == null) {
					return null;
				}
				all.add(new Revocation(kind, new String(name, StandardCharsets.US_ASCII), score));
			}
			return all;
		}
		catch (BufferUnderflowException ex) {
			return null;
		}
	}

}
