/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatHistory} and {@link Statistics}.
 */
class ChatHistoryTests {

	private static final long DAY = 24 * 3600 * 1000;

	@Test
	void aConversationIsCountedOnceHoweverOftenItIsHeardOf() {
		ChatHistory history = history(message("a", 1, 4), message("b", 2, 6), message("a", 3, 5));
		ChatHistory twice = history.merge(history(message("b", 2, 6), message("a", 1, 4))).merge(history);
		assertThat(twice).isEqualTo(history);
		Statistics statistics = Statistics.of(twice, "free");
		assertThat(statistics.conversations()).isEqualTo(2);
		assertThat(statistics.activeDays()).isEqualTo(1);
		assertThat(statistics.moodScore()).isEqualTo(5.5);
		assertThat(statistics.recent()).extracting(Statistics.Recent::conversationId).containsExactly("a", "b");
	}

	@Test
	void theOrderInWhichChangesAreHeardOfDoesNotMatter() {
		List<ChatHistory> changes = Stream.concat(
				IntStream.range(1, 40).mapToObj((i) -> ChatHistory.of(message("c" + i % 7, i * DAY / 3, 1 + i % 10))),
				Stream.of(ChatHistory.cleared(4 * DAY), ChatHistory.cleared(2 * DAY)))
			.toList();
		ChatHistory expected = merged(changes);
		Random random = new Random(7);
		for (int round = 0; round < 50; round++) {
			List<ChatHistory> shuffled = new ArrayList<>(changes);
			shuffled.addAll(changes.subList(0, 10));
			Collections.shuffle(shuffled, random);
			assertThat(merged(shuffled)).isEqualTo(expected);
		}
		assertThat(expected.days()).hasSize(10);
	}

	@Test
	void whatIsDeletedDoesNotComeBackAndWhatComesAfterDoes() {
		ChatHistory cleared = history(message("a", 1, 4)).merge(ChatHistory.cleared(2));
		assertThat(Statistics.of(cleared, "free")).isEqualTo(Statistics.of(ChatHistory.NOTHING, "free"));
		assertThat(cleared.merge(history(message("a", 1, 4), message("b", 2, 4))).conversations()).isEmpty();
		assertThat(cleared.merge(history(message("b", 3, 4))).conversations()).containsOnlyKeys("b");
	}

	@Test
	void onlySoMuchIsRememberedAndTheOldestGoesFirst() {
		ChatHistory history = ChatHistory.NOTHING;
		for (int i = 1; i <= ChatHistory.MAX_ENTRIES + 5; i++) {
			history = history.merge(ChatHistory.of(message("c" + i, i, 5)));
		}
		assertThat(history.conversations()).hasSize(ChatHistory.MAX_ENTRIES)
			.doesNotContainKeys("c1", "c5")
			.containsKey("c6");
		assertThat(history.messages()).hasSize(ChatHistory.MAX_MESSAGES);
		assertThat(history.messages().get(0).conversationId()).isEqualTo("c" + (ChatHistory.MAX_ENTRIES + 5));
	}

	@Test
	void whatSomebodyElseWroteIntoTheHashCountsForNothing() {
		Map<byte[], byte[]> hash = new LinkedHashMap<>();
		Map.of("c:good", "5|7|Hello|you", "c:bad", "five", "c:mood", "5|70|x", "c:long", "1".repeat(30) + "|7|x",
				"d:1970-01-01", "5", "d:never", "5", "d:", "", "cleared", "soon", "other", "x")
			.forEach((field, value) -> hash.put(bytes(field), bytes(value)));
		ChatHistory history = ChatReads.history(hash);
		assertThat(history.conversations()).isEqualTo(Map.of("good", new Conversation(5, 7, "Hello|you")));
		assertThat(history.days()).hasSize(1);
		assertThat(history.clearedAt()).isZero();
	}

	@Test
	void aPreviewEndsBetweenCharacters() {
		String preview = Conversation.of(new ChatMessage("1", "a", "\uD83D\uDE00".repeat(100), 5, 1)).preview();
		assertThat(preview.codePointCount(0, preview.length())).isEqualTo(80);
		assertThat(preview).hasSize(160);
	}

	private static ChatHistory history(ChatMessage... messages) {
		return merged(Stream.of(messages).map(ChatHistory::of).toList());
	}

	private static ChatHistory merged(List<ChatHistory> histories) {
		return histories.stream().reduce(ChatHistory.NOTHING, ChatHistory::merge);
	}

	private static ChatMessage message(String conversation, long at, int mood) {
		return new ChatMessage(conversation + "-" + at, conversation, "Hello", mood, at);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
