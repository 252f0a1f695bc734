/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * The last that is known of a conversation.
 *
 * @param at when something was last written: milliseconds since 1970
 * @param mood of the author then
 * @param preview the beginning of what was written
 */
record Conversation(long at, int mood, String preview) {

	private static final int PREVIEW = 80;

	static Conversation of(ChatMessage message) {
		String text = message.text().strip();
		int end = text.offsetByCodePoints(0, Math.min(PREVIEW, text.codePointCount(0, text.length())));
		return new Conversation(message.at(), message.mood(), text.substring(0, end));
	}

	static Conversation later(Conversation one, Conversation other) {
		return (one.at() >= other.at()) ? one : other;
	}

	/**
	 * As it stands in Redis: {@code <at>|<mood>|<preview>}.
	 */
	String text() {
		return this.at + "|" + this.mood + "|" + this.preview;
	}

	/**
	 * Read it.
	 * @param text as {@link #text()} writes it
	 * @return the conversation; {@code null} if somebody else wrote something else
	 */
	static @Nullable Conversation parse(String text) {
		String[] parts = text.split("\\|", 3);
		long at = parseStamp(parts[0]);
		OptionalInt mood = (parts.length == 3) ? parseMood(parts[1]) : OptionalInt.empty();
		return (at > 0 && mood.isPresent()) ? new Conversation(at, mood.getAsInt(), parts[2]) : null;
	}

	private static OptionalInt parseMood(String text) {
		long mood = parseStamp(text);
		return (mood >= 1 && mood <= 10) ? OptionalInt.of((int) mood) : OptionalInt.empty();
	}

	/**
	 * Read a number of up to 18 digits.
	 * @param text the digits
	 * @return the number, 0 if it is none
	 */
	static long parseStamp(String text) {
		return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
	}

}
