/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts as bytes: each with its length before it, a big-endian int. Stateless.
 */
final class UserCodec {

	private UserCodec() {
	}

	static byte[] encode(Writer writer) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			writer.write(new DataOutputStream(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static DataInputStream decode(byte[] bytes) {
		return new DataInputStream(new ByteArrayInputStream(bytes));
	}

	static void put(DataOutputStream out, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	static void put(DataOutputStream out, Map<String, String> texts) throws IOException {
		out.writeInt(texts.size());
		for (Map.Entry<String, String> each : texts.entrySet()) {
			put(out, each.getKey());
			put(out, each.getValue());
		}
	}

	static String text(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw new IOException("a text of " + length + " bytes is not there");
		}
		return new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	static Map<String, String> texts(DataInputStream in) throws IOException {
		Map<String, String> texts = new LinkedHashMap<>();
		for (int left = in.readInt(); left > 0; left--) {
			texts.put(text(in), text(in));
		}
		return texts;
	}

	/** The rest, by turns. */
	static Map<String, String> rest(DataInputStream in) throws IOException {
		Map<String, String> texts = new LinkedHashMap<>();
		while (in.available() > 0) {
			texts.put(text(in), text(in));
		}
		return texts;
	}

	/** Writes something. */
	@FunctionalInterface
	interface Writer {

		void write(DataOutputStream out) throws IOException;

	}

}
