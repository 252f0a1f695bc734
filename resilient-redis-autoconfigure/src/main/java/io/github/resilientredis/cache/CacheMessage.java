/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other about a cache: that a key was changed, or all of them. Never
 * a value. As bytes: {@code k} or {@code a}, the name of the cache as
 * {@link DataOutputStream#writeUTF} writes it, the key's bytes in Redis.
 *
 * @param cache the name of the cache
 * @param redisKey the key as it stands in Redis, {@code null} for all keys
 */
record CacheMessage(String cache, byte @Nullable [] redisKey) {

	private static final int KEY = 'k';

	private static final int ALL = 'a';

	byte[] toBytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte((this.redisKey != null) ? KEY : ALL);
			out.writeUTF(this.cache);
			if (this.redisKey != null) {
				out.write(this.redisKey);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Read a message.
	 * @return the message, {@code null} if it is none that this version understands
	 */
	static @Nullable CacheMessage of(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			int type = in.readByte();
			String cache = in.readUTF();
			return switch (type) {
				case KEY -> new CacheMessage(cache, in.readAllBytes());
				case ALL -> new CacheMessage(cache, null);
				default -> null;
			};
		}
		catch (IOException ex) {
			return null;
		}
	}

}
