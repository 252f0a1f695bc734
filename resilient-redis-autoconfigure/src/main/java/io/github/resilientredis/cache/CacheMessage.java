/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other about a cache: that keys were changed, or all of them. Never
 * a value. As bytes: {@code k} or {@code a}, and then byte sequences, each after its
 * length as a big-endian int: the name of the cache in UTF-8, the keys in Redis.
 *
 * @param cache the name of the cache
 * @param redisKeys the keys as they stand in Redis, {@code null} for all keys
 */
record CacheMessage(String cache, @Nullable List<byte[]> redisKeys) {

	private static final int KEYS = 'k';

	private static final int ALL = 'a';

	byte[] toBytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte((this.redisKeys != null) ? KEYS : ALL);
			write(out, this.cache.getBytes(StandardCharsets.UTF_8));
			if (this.redisKeys != null) {
				for (byte[] key : this.redisKeys) {
					write(out, key);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void write(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	/**
	 * Read a message.
	 * @return the message, {@code null} if it is none that this version understands
	 */
	static @Nullable CacheMessage of(byte[] bytes) {
		try {
			ByteBuffer in = ByteBuffer.wrap(bytes);
			int type = in.get();
			String cache = new String(read(in), StandardCharsets.UTF_8);
			return switch (type) {
				case KEYS -> new CacheMessage(cache, readAll(in));
				case ALL -> new CacheMessage(cache, null);
				default -> null;
			};
		}
		catch (BufferUnderflowException ex) {
			return null;
		}
	}

	private static List<byte[]> readAll(ByteBuffer in) {
		List<byte[]> all = new ArrayList<>();
		while (in.hasRemaining()) {
			all.add(read(in));
		}
		return all;
	}

	private static byte[] read(ByteBuffer in) {
		int length = in.getInt();
		if (length < 0 || length > in.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] bytes = new byte[length];
		in.get(bytes);
		return bytes;
	}

}
