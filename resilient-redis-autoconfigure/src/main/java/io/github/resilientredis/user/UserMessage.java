/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other: a byte, {@code p} for a profile that was written, {@code r}
 * for one that Redis had lost and {@code d} for one that was deleted; the id; and the
 * fields by turns with their values, which the script that wrote them appends.
 *
 * @param id whose profile
 * @param state as it is now; {@code null} if it was deleted
 * @param putBack whether Redis had lost it
 */
record UserMessage(String id, @Nullable UserState state, boolean putBack) {

	static final String TOPIC = "user";

	private static final char PUT = 'p';

	private static final char PUT_BACK = 'r';

	private static final char DELETED = 'd';

	/** To be completed with the fields. */
	static byte[] written(String id, boolean putBack) {
		return head(putBack ? PUT_BACK : PUT, id);
	}

	static byte[] deleted(String id) {
		return head(DELETED, id);
	}

	private static byte[] head(char kind, String id) {
		return UserCodec.encode((out) -> {
			out.writeByte(kind);
			UserCodec.put(out, id);
		});
	}

	/**
	 * Read a message.
	 * @return what it says; {@code null} if it is not understood
	 */
	static @Nullable UserMessage of(byte[] message) {
		try {
			DataInputStream in = UserCodec.decode(message);
			int kind = in.read();
			String id = UserCodec.text(in);
			if (kind == DELETED) {
				return new UserMessage(id, null, false);
			}
			Map<String, String> fields = UserCodec.rest(in);
			UserState state = UserState.of(id, fields);
			boolean known = kind == PUT || kind == PUT_BACK;
			return (known && state != null) ? new UserMessage(id, state, kind == PUT_BACK) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
