/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.util.Comparator;

/**
 * Something a user wrote.
 *
 * @param id unique
 * @param conversationId in which conversation
 * @param text what
 * @param mood of the author, from 1 to 10
 * @param at when: milliseconds since 1970
 */
record ChatMessage(String id, String conversationId, String text, int mood, long at) {

	static final Comparator<ChatMessage> NEWEST_FIRST = Comparator.comparingLong(ChatMessage::at)
		.reversed()
		.thenComparing(ChatMessage::id);

	@Override
	public String toString() {
		return "ChatMessage[" + this.id + "]";
	}

}
