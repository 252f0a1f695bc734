/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * What nodes tell each other of sessions: one byte for what happened, and the id.
 */
final class SessionMessage {

	static final String TOPIC = "session";

	private static final byte ENDED = 1;

	private static final byte BEHIND = 2;

	private SessionMessage() {
	}

	/** A session has ended, or has another id. */
	static byte[] ended(String id) {
		byte[] name = SessionKeys.name(id);
		byte[] message = new byte[1 + name.length];
		message[0] = ENDED;
		System.arraycopy(name, 0, message, 1, name.length);
		return message;
	}

	/** The database has something that Redis does not have yet. */
	static byte[] behind() {
		return new byte[] { BEHIND };
	}

	static boolean isBehind(byte[] message) {
		return message.length == 1 && message[0] == BEHIND;
	}

	/** The session that has ended, or an empty string. */
	static String endedId(byte[] message) {
		if (message.length < 2 || message[0] != ENDED) {
			return "";
		}
		byte[] name = new byte[message.length - 1];
		System.arraycopy(message, 1, name, 0, name.length);
		return SessionKeys.id(name);
	}

}
