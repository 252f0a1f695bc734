/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Where chats are in Redis.
 *
 * <p>
 * {@code chat:<user>} is a hash: {@code c:<conversation>} holds
 * {@code <moment>|<mood>|<preview>}, {@code d:<day>} the last moment of a day, and
 * {@code cleared} up to when everything was deleted. {@code chat:<user>:messages} is a
 * sorted set of messages, as JSON, by their moment.
 */
final class ChatKeys {

	static final String CLEARED = "cleared";

	static final String CONVERSATION = "c:";

	static final String DAY = "d:";

	private ChatKeys() {
	}

	static byte[] history(String user) {
		return bytes("chat:" + user);
	}

	static byte[] messages(String user) {
		return bytes("chat:" + user + ":messages");
	}

	static byte[] conversation(String id) {
		return bytes(CONVERSATION + id);
	}

	static byte[] day(LocalDate day) {
		return bytes(DAY + day);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
