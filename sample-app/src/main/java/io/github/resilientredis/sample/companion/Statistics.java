/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * What a user's chats say.
 *
 * @param conversations how many
 * @param activeDays on how many days, in UTC, something was written
 * @param moodScore the mean of the conversations' last moods; {@code null} if there is
 * none
 * @param recent the last conversations, newest first
 * @param plan the user's plan
 */
record Statistics(int conversations, int activeDays, @Nullable Double moodScore, List<Recent> recent, String plan) {

	private static final int MOST_RECENT = 10;

	static Statistics of(ChatHistory history, String plan) {
		OptionalDouble mood = history.conversations().values().stream().mapToInt(Conversation::mood).average();
		return new Statistics(history.conversations().size(), history.days().size(),
				mood.isPresent() ? Math.round(mood.getAsDouble() * 10) / 10.0 : null, recent(history), plan);
	}

	private static List<Recent> recent(ChatHistory history) {
		return history.conversations()
			.entrySet()
			.stream()
			.sorted(Comparator
				.comparingLong((Map.Entry<String, Conversation> conversation) -> conversation.getValue().at())
				.reversed())
			.limit(MOST_RECENT)
			.map((conversation) -> Recent.of(conversation.getKey(), conversation.getValue()))
			.toList();
	}

	/**
	 * A conversation.
	 *
	 * @param conversationId its id
	 * @param at when something was last written
	 * @param mood of the author then
	 * @param preview the beginning of what was written
	 */
	record Recent(String conversationId, Instant at, int mood, String preview) {

		static Recent of(String id, Conversation last) {
			return new Recent(id, Instant.ofEpochMilli(last.at()), last.mood(), last.preview());
		}

	}

}
