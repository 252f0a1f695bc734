/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the journal keeps of sessions, byte by byte: a format version, 1; a letter for
 * what it is; then of a copy its id, times, interval, confirmation, and each attribute
 * with the number of its change. Lengths are four bytes, so nothing is too large for it
 * but the journal. Immutable.
 */
final class SessionRecord {

	private static final byte VERSION = 1;

	private SessionRecord() {
	}

	/** A session, or its new id; of a copy, or of none when it has ended. */
	static byte[] bytes(@Nullable LocalCopy copy) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeBoolean(copy != null);
			if (copy != null) {
				write(copy, out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void write(LocalCopy copy, DataOutputStream out) throws IOException {
		StoredSession session = copy.session();
		write(session.id(), out);
		out.writeLong(session.createdAt());
		out.writeLong(session.accessedAt());
		out.writeInt(session.maxInactive());
		out.writeLong(copy.changes().getOrDefault(SessionFormat.INTERVAL, 0L));
		out.writeLong(copy.confirmedAt());
		out.writeLong(copy.writtenAt());
		out.writeInt(session.attributes().size());
		for (Map.Entry<String, byte[]> attribute : session.attributes().entrySet()) {
			write(attribute.getKey(), out);
			out.writeLong(copy.changes().getOrDefault(SessionFormat.ATTRIBUTE + attribute.getKey(), 0L));
			out.writeInt(attribute.getValue().length);
			out.write(attribute.getValue());
		}
	}

	private static void write(String text, DataOutputStream out) throws IOException {
		byte[] bytes = text.getBytes(UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	/**
	 * Read it.
	 * @return the copy; {@code null} if it says that the session has ended
	 * @throws IllegalArgumentException if it is of another version, or damaged
	 */
	static @Nullable LocalCopy copy(byte[] record) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
			if (in.readByte() != VERSION) {
				throw new IllegalArgumentException("A journal record of a session is of another version");
			}
			LocalCopy copy = in.readBoolean() ? read(in) : null;
			refuseIf(in.available() > 0);
			return copy;
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("A journal record of a session is too short", ex);
		}
	}

	private static LocalCopy read(DataInputStream in) throws IOException {
		String id = text(in);
		long createdAt = in.readLong();
		long accessedAt = in.readLong();
		int maxInactive = in.readInt();
		Map<String, Long> changes = new HashMap<>();
		put(changes, SessionFormat.INTERVAL, in.readLong());
		long confirmedAt = in.readLong();
		long writtenAt = in.readLong();
		Map<String, byte[]> attributes = new HashMap<>();
		int count = in.readInt();
		refuseIf(count < 0);
		for (int left = count; left > 0; left--) {
			String name = text(in);
			put(changes, SessionFormat.ATTRIBUTE + name, in.readLong());
			attributes.put(name, bytes(in));
		}
		StoredSession session = new StoredSession(id, createdAt, accessedAt, maxInactive, attributes);
		return new LocalCopy(session, changes, confirmedAt, writtenAt);
	}

	private static void put(Map<String, Long> changes, String field, long number) {
		if (number > 0) {
			changes.put(field, number);
		}
	}

	private static String text(DataInputStream in) throws IOException {
		return new String(bytes(in), UTF_8);
	}

	private static byte[] bytes(DataInputStream in) throws IOException {
		int length = in.readInt();
		refuseIf(length < 0 || length > in.available());
		return in.readNBytes(length);
	}

	private static void refuseIf(boolean damaged) {
		if (damaged) {
			throw new IllegalArgumentException("A journal record of a session is damaged");
		}
	}

}
